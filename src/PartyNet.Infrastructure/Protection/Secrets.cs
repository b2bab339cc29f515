using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Protection;

namespace PartyNet.Infrastructure.Protection;

/// <inheritdoc cref="ISecrets"/>
public sealed class Secrets(SecretBox box, AccessContext access) : ISecrets
{
    public byte[] Seal(SecretField field, Guid rowId, string value) => box.Seal(field, rowId, value);

    public string Open(IProcessRecord process, Guid memberId, SecretField field, Guid rowId, byte[] sealedValue)
    {
        process.Concern(memberId);
        return box.Open(field, rowId, sealedValue);
    }

    public string Open(ICommittedProcess process, ProcessSubject subject, SecretField field, Guid rowId, byte[] sealedValue) =>
        subject.ProcessId == process.Id
            ? box.Open(field, rowId, sealedValue)
            : throw new InvalidOperationException("The member was named by another process.");

    public string OpenOwn(Guid memberId, SecretField field, Guid rowId, byte[] sealedValue) =>
        memberId == access.Scope.MemberId
            ? box.Open(field, rowId, sealedValue)
            : throw new InvalidOperationException("Somebody else's value opens only within a process.");

    public string OpenHelpContactPhone(Guid memberId, byte[] sealedValue) =>
        memberId == access.Scope.HelpContactId
            ? box.Open(SecretField.MemberPhone, memberId, sealedValue)
            : throw new InvalidOperationException("Only the phone of the caller's own branch secretary opens without a process.");

    public IReadOnlyList<BlindIndexValue> Index(IndexedField field, string canonicalValue) => box.Index(field, canonicalValue);
}
