using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;
using PartyNet.Application.Members;
using PartyNet.Application.Protection;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>The members in scope that some rows may mean, with what is needed to tell what would change.</summary>
internal sealed class KnownMembers
{
    private readonly ILookup<string, KnownMember> _byNumber;
    private readonly ILookup<string, KnownMember> _byName;
    private readonly ILookup<DateOnly?, KnownMember> _byBirth;
    private readonly Dictionary<string, KnownMember> _byCode;
    private readonly Dictionary<Guid, KnownMember> _byId;

    private KnownMembers(IReadOnlyList<KnownMember> members, IReadOnlyList<SoughtNumber> numbers)
    {
        var byDigest = members.SelectMany(m => m.Digests.Select(d => (Digest: d, Member: m))).ToLookup(x => x.Digest, x => x.Member);
        _byNumber = numbers
            .SelectMany(n => n.FoundBy.SelectMany(digest => byDigest[Convert.ToHexString(digest)]).Select(m => (n.Number, Member: m)))
            .ToLookup(x => x.Number, x => x.Member);
        _byName = members.ToLookup(m => m.Name);
        _byBirth = members.ToLookup(m => m.Birth.Day);
        _byCode = members.ToDictionary(m => m.Member.Code, StringComparer.OrdinalIgnoreCase);
        _byId = members.ToDictionary(m => m.Member.Id);
    }

    /// <param name="chosen">Members whom a person says some row means.</param>
    public static Task<KnownMembers> FindAsync(
        IPartyNetDb db, IReadOnlyCollection<MemberRow> rows, IReadOnlyCollection<Guid> chosen, ISecrets secrets,
        CancellationToken cancellationToken) =>
        FindAsync(db, db.Members, SoughtMembers.Of(rows, secrets), chosen, cancellationToken);

    /// <param name="among">The members who count.</param>
    /// <param name="chosen">Members whom a person says some row means.</param>
    public static async Task<KnownMembers> FindAsync(
        IPartyNetDb db, IQueryable<Member> among, SoughtMembers sought, IReadOnlyCollection<Guid> chosen,
        CancellationToken cancellationToken)
    {
        var (digests, codes, names) = (sought.Digests, sought.Codes, sought.SearchKeys);
        var ids = await db.BlindIndexes
            .Where(b => b.Field != IndexedField.Account && digests.Contains(b.Digest))
            .Select(b => b.MemberId).Distinct().ToListAsync(cancellationToken);
        ids.AddRange(chosen);
        var members = await among.AsNoTracking()
            .Where(m => ids.Contains(m.Id) || codes.Contains(m.Code) || names.Contains(m.SearchKey))
            .ToListAsync(cancellationToken);
        if (await FindLikeStrangersAsync(among, sought, members, cancellationToken) is { Count: > 0 } like)
            members.AddRange(await among.AsNoTracking().Where(m => like.Contains(m.Id)).ToListAsync(cancellationToken));
        // The first list of an office brings only people whom nobody knows.
        if (members.Count == 0)
            return new KnownMembers([], []);
        var found = members.Select(m => m.Id).ToList();
        var branches = members.Select(m => m.UnitId).Distinct().ToList();
        var indexes = (await db.BlindIndexes.AsNoTracking()
            .Where(b => found.Contains(b.MemberId) && b.Field != IndexedField.Account)
            .Select(b => new { b.MemberId, b.Digest }).ToListAsync(cancellationToken)).ToLookup(b => b.MemberId, b => b.Digest);
        var residences = await db.ResidenceLinks.AsNoTracking()
            .Where(l => found.Contains(l.MemberId)).ToDictionaryAsync(l => l.MemberId, l => l.ResidenceUnitName, cancellationToken);
        var units = await db.Units.AsNoTracking().Where(u => branches.Contains(u.Id)).ToDictionaryAsync(u => u.Id, cancellationToken);
        return new KnownMembers(
            [.. members.Select(m => new KnownMember(m, units[m.UnitId], residences.GetValueOrDefault(m.Id), indexes[m.Id]))],
            sought.Numbers);
    }

    /// <summary>Who was born on the day of a row whose name nobody has, and is called nearly so.</summary>
    private static async Task<List<Guid>> FindLikeStrangersAsync(
        IQueryable<Member> among, SoughtMembers sought, List<Member> members, CancellationToken cancellationToken)
    {
        var names = members.Select(m => NameKey.Loose(m.FullName)).ToHashSet();
        var strangers = sought.Born.Where(row => !names.Contains(row.Name)).ToLookup(row => row.Day, row => row.Name);
        if (strangers.Count == 0)
            return [];
        var days = strangers.Select(stranger => stranger.Key).ToList();
        // Many share a day of birth with somebody of a long list: of each as little as tells.
        var born = await among.Where(m => m.BirthDate != null && days.Contains(m.BirthDate.Value))
            .Select(m => new { m.Id, m.FullName, Day = m.BirthDate!.Value }).ToListAsync(cancellationToken);
        var there = members.Select(m => m.Id).ToHashSet();
        var alike = AllCores.Select(born, m =>
            !there.Contains(m.Id) && NameKey.Loose(m.FullName) is var name && strangers[m.Day].Any(other => NameKey.AreNear(other, name))
                ? m.Id : (Guid?)null);
        return [.. alike.OfType<Guid>()];
    }

    /// <summary>PartyNet's own codes of all of them.</summary>
    public IReadOnlyList<string> Codes => [.. _byCode.Keys];

    public KnownMember? WithId(Guid id) => _byId.GetValueOrDefault(id);

    public KnownMember? WithCode(string code) => _byCode.GetValueOrDefault(code);

    /// <summary>Whoever has the code of the row, a number of it, or its name as it is written.</summary>
    public IEnumerable<KnownMember> WhoMayBe(MemberRow row) =>
        WithNumberOf(row).Concat(Named(NameKey.Loose(row.NameAsWritten)))
            .Concat(row.MemberCode is { } code && WithCode(code) is { } coded ? [coded] : []);

    /// <summary>Each once.</summary>
    public IEnumerable<KnownMember> WithNumberOf(MemberRow row) => row.Numbers.SelectMany(number => _byNumber[number]).Distinct();

    /// <param name="name">As <see cref="NameKey.Loose"/> has it.</param>
    public IEnumerable<KnownMember> Named(string name) => _byName[name];

    /// <summary>Nobody without a day.</summary>
    public IEnumerable<KnownMember> BornOn(DateOnly? day) => day is null ? [] : _byBirth[day];
}

/// <summary>A member as the registry has them, with the blind indexes of card number, citizen number and phone.</summary>
internal sealed class KnownMember(Member member, Unit branch, string? residence, IEnumerable<byte[]> digests)
    : ListedMember(member, branch.Name, residence)
{
    // As the registry has them: a row that has been compared leaves its mark on the member.
    public Unit Branch => branch;

    public string FullName { get; } = member.FullName;

    /// <summary>As <see cref="NameKey.Loose"/> has it.</summary>
    public string Name { get; } = NameKey.Loose(member.FullName);

    public string SearchKey { get; } = member.SearchKey;

    public Birth Birth { get; } = new(member.BirthDate, member.BirthYear);

    /// <summary>In hexadecimal digits.</summary>
    public IReadOnlySet<string> Digests { get; } = digests.Select(Convert.ToHexString).ToHashSet();

    /// <summary>Enough to know whom an office has before it.</summary>
    public string Describe() => $"{Words}, mã PartyNet {Member.Code}";

    public Candidate AsCandidate() => new(Member.Id, Member.Code, Words);

    private string Words => $"{FullName}{(Birth.InWords is { } born ? $", sinh {born}" : "")}, {branch.Name}";

    public bool Holds(byte[] digest) => Digests.Contains(Convert.ToHexString(digest));
}
