using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Members;

namespace PartyNet.Application.Imports;

/// <summary>The members in scope that some rows may mean, with what is needed to tell what would change.</summary>
public sealed class KnownMembers
{
    private readonly ILookup<string, KnownMember> _byDigest;
    private readonly ILookup<string, KnownMember> _byName;

    private KnownMembers(IReadOnlyList<KnownMember> members)
    {
        _byDigest = members.SelectMany(m => m.Digests.Select(d => (Digest: Convert.ToHexString(d), Member: m))).ToLookup(x => x.Digest, x => x.Member);
        _byName = members.ToLookup(m => m.Member.SearchKey);
    }

    public static async Task<KnownMembers> FindAsync(IPartyNetDb db, IReadOnlyList<byte[]> digests, IReadOnlyList<string> searchKeys, CancellationToken cancellationToken)
    {
        var ids = await db.BlindIndexes
            .Where(b => b.Field != IndexedField.Account && digests.Contains(b.Digest))
            .Select(b => b.MemberId).Distinct().ToListAsync(cancellationToken);
        var members = await db.Members.AsNoTracking()
            .Where(m => ids.Contains(m.Id) || searchKeys.Contains(m.SearchKey))
            .ToListAsync(cancellationToken);
        var found = members.Select(m => m.Id).ToList();
        var indexes = (await db.BlindIndexes.AsNoTracking()
            .Where(b => found.Contains(b.MemberId) && b.Field != IndexedField.Account)
            .Select(b => new { b.MemberId, b.Digest }).ToListAsync(cancellationToken)).ToLookup(b => b.MemberId, b => b.Digest);
        var residences = await db.ResidenceLinks.AsNoTracking()
            .Where(l => found.Contains(l.MemberId)).ToDictionaryAsync(l => l.MemberId, l => l.ResidenceUnitName, cancellationToken);
        return new KnownMembers([.. members.Select(m => new KnownMember(m, [.. indexes[m.Id]], residences.GetValueOrDefault(m.Id)))]);
    }

    public IEnumerable<KnownMember> WithDigest(byte[] digest) => _byDigest[Convert.ToHexString(digest)];

    public IEnumerable<KnownMember> Named(string searchKey) => _byName[searchKey];
}

/// <summary>A member with the blind indexes of card number, citizen number and phone.</summary>
public sealed record KnownMember(Member Member, IReadOnlyList<byte[]> Digests, string? ResidenceBranch)
{
    public bool HasNumber => Member.CardNumber is not null || Member.CitizenNumber is not null;

    public bool Holds(byte[] digest) => Digests.Any(d => d.AsSpan().SequenceEqual(digest));
}
