using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Protection;

namespace PartyNet.Infrastructure.Protection;

/// <inheritdoc cref="ISecrets"/>
public sealed class Secrets(SecretBox box, UnreadableCells unreadable, AccessContext access) : ISecrets
{
    public byte[] Seal(SecretField field, Guid rowId, string value) => box.Seal(field, rowId, value);

    public Unsealed Open(IProcessRecord process, Guid memberId, SecretField field, Guid rowId, byte[] sealedValue)
    {
        process.Concern(memberId);
        return Open(field, rowId, sealedValue);
    }

    public Unsealed Open(ICommittedProcess process, ProcessSubject subject, SecretField field, Guid rowId, byte[] sealedValue) =>
        subject.ProcessId == process.Id
            ? Open(field, rowId, sealedValue)
            : throw new InvalidOperationException("The member was named by another process.");

    public Unsealed OpenOwn(Guid memberId, SecretField field, Guid rowId, byte[] sealedValue) =>
        memberId == access.Scope.MemberId
            ? Open(field, rowId, sealedValue)
            : throw new InvalidOperationException("Somebody else's value opens only within a process.");

    public Unsealed OpenHelpContactPhone(Guid memberId, byte[] sealedValue) =>
        memberId == access.Scope.HelpContactId
            ? Open(SecretField.MemberPhone, memberId, sealedValue)
            : throw new InvalidOperationException("Only the phone of the caller's own branch secretary opens without a process.");

    public IReadOnlyList<BlindIndexValue> Index(IndexedField field, string canonicalValue) => box.Index(field, canonicalValue);

    private Unsealed Open(SecretField field, Guid rowId, byte[] sealedValue) =>
        unreadable.Note(field, rowId, box.Open(field, rowId, sealedValue));
}
