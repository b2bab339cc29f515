using PartyNet.Application.Audit;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Protection;

/// <summary>
/// The one gate to sealed values. Sealing is open to every use case; opening somebody else's value needs a process, which then names
/// the member as seen. Values are bound to their field and row: a ciphertext moved elsewhere does not open, and is <see cref="Unsealed"/>
/// as unreadable. That is recorded when the request ends.
/// </summary>
public interface ISecrets
{
    byte[] Seal(SecretField field, Guid rowId, string value);

    /// <summary>Opens a value of <paramref name="memberId"/> and records in the process that it was shown.</summary>
    Unsealed Open(IProcessRecord process, Guid memberId, SecretField field, Guid rowId, byte[] sealedValue);

    /// <summary>
    /// Opens a value of a member whom a committed process has named: <paramref name="subject"/> is the row of audit that says so, read from
    /// <see cref="ICommittedProcess.Subjects"/> in the same query as the value. So a stream of any length opens nothing that audit does not
    /// hold.
    /// </summary>
    /// <exception cref="InvalidOperationException">The row belongs to another process.</exception>
    Unsealed Open(ICommittedProcess process, ProcessSubject subject, SecretField field, Guid rowId, byte[] sealedValue);

    /// <summary>Opens the caller's own value: nothing to record, nobody else saw it.</summary>
    /// <exception cref="InvalidOperationException">The value belongs to somebody else.</exception>
    Unsealed OpenOwn(Guid memberId, SecretField field, Guid rowId, byte[] sealedValue);

    /// <summary>The phone of the caller's own branch secretary, published to the branch as its help line.</summary>
    /// <exception cref="InvalidOperationException">The member is not the caller's help contact.</exception>
    Unsealed OpenHelpContactPhone(Guid memberId, byte[] sealedValue);

    /// <summary>Keyed hashes of a canonical value, one for each key version in use, for equality search.</summary>
    IReadOnlyList<BlindIndexValue> Index(IndexedField field, string canonicalValue);
}

/// <summary>What is sealed: part of what a ciphertext is bound to. Names and numbers are stored, so they are never changed.</summary>
public enum SecretField
{
    MemberCardNumber = 1,
    MemberCitizenNumber = 2,
    MemberPhone = 3,
    AccountDetails = 4,
    DefectNote = 5,
    DraftContent = 6,
    ImportRow = 7,
    ReviewDraft = 8,
    SetupCode = 9,
    AuthenticatorSeed = 10,
    RecoveryCodes = 11,
    DefectReplies = 12,
    CorrectionContent = 13,
    CorrectionAnswer = 14,
    ImportRowView = 15,
    ImportRowUndo = 16,
    FormerNumber = 17,
    LoadFile = 18,
    ProposedAccount = 21,
}

/// <summary>What can be looked up by equality.</summary>
public enum IndexedField
{
    CardNumber = 1,
    CitizenNumber = 2,
    Phone = 3,
    Account = 4,

    /// <summary>Codes of activation slips, which stand nowhere sealed: nobody needs them back.</summary>
    ActivationSlip = 5,

    /// <summary>Recovery codes, each bound to its user.</summary>
    RecoveryCode = 6,

    /// <summary>A card or citizen number that a member had before.</summary>
    FormerNumber = 7,

    /// <summary>What proves that work in the background was asked for; stands nowhere, it is made again from what it names.</summary>
    LoadTicket = 8,
}

/// <summary>A keyed hash under one version of the key.</summary>
public sealed record BlindIndexValue(int KeyVersion, byte[] Digest);

/// <summary>Codes that stand nowhere but as a keyed hash.</summary>
internal static class CodeDigests
{
    /// <summary>The hashes under which a code may be stored, that of the newest key first.</summary>
    public static List<byte[]> Digests(this ISecrets secrets, IndexedField field, string code) =>
        [.. secrets.Index(field, code).OrderByDescending(value => value.KeyVersion).Select(value => value.Digest)];
}

/// <summary>
/// Equality index over a sealed value: a keyed hash, one row per key version, so that keys can rotate while the registry is in use.
/// Never unique across members: a refusal would tell a stranger that somebody is a member.
/// </summary>
public sealed class BlindIndex
{
    public IndexedField Field { get; init; }
    public int KeyVersion { get; init; }

    /// <summary>The row whose value this is: a member or a declared account.</summary>
    public Guid OwnerId { get; init; }

    public byte[] Digest { get; init; } = [];
    public Guid MemberId { get; init; }
    public UnitPath UnitPath { get; set; }

    /// <summary>The rows of one value, one for each key version.</summary>
    /// <param name="ownerId">The row whose value it is, where that is not the member.</param>
    public static IEnumerable<BlindIndex> Of(
        IndexedField field, IEnumerable<BlindIndexValue> values, Guid memberId, UnitPath unitPath, Guid? ownerId = null) =>
        values.Select(value => new BlindIndex
        {
            Field = field,
            KeyVersion = value.KeyVersion,
            OwnerId = ownerId ?? memberId,
            Digest = value.Digest,
            MemberId = memberId,
            UnitPath = unitPath,
        });
}
