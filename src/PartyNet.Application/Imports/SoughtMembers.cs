using PartyNet.Application.Protection;

namespace PartyNet.Application.Imports;

/// <summary>
/// What the members are looked for by whom some rows may mean. It is put together without the registry, while that is busy.
/// </summary>
internal sealed class SoughtMembers
{
    private SoughtMembers(IReadOnlyCollection<MemberRow> rows, ISecrets secrets)
    {
        Numbers = AllCores.Select([.. rows.SelectMany(row => row.Numbers).Distinct()], number => SoughtNumber.Of(number, secrets));
        Digests = [.. Numbers.SelectMany(number => number.FoundBy)];
        Codes =
        [
            .. rows.Select(row => row.MemberCode).OfType<string>().SelectMany(code => new[] { code, code.ToUpperInvariant() }).Distinct(),
        ];
        SearchKeys = [.. rows.SelectMany(row => NameKey.SearchKeys(row.FullName)).Distinct()];
        Born = [.. rows.Where(row => row.BirthDate is not null).Select(row => (row.BirthDate!.Value, NameKey.Loose(row.FullName)))];
    }

    public static SoughtMembers Of(IReadOnlyCollection<MemberRow> rows, ISecrets secrets) => new(rows, secrets);

    public IReadOnlyList<SoughtNumber> Numbers { get; }

    /// <summary>What members with one of the numbers are found by.</summary>
    public IReadOnlyList<byte[]> Digests { get; }

    public IReadOnlyList<string> Codes { get; }

    public IReadOnlyList<string> SearchKeys { get; }

    /// <summary>Days of birth, with the names as <see cref="NameKey.Loose"/> has them.</summary>
    public IReadOnlyList<(DateOnly Day, string Name)> Born { get; }
}

/// <summary>A card or citizen number of a row.</summary>
/// <param name="FoundBy">
/// What a member who has or had it is found by: the two are equal since 2025, and lists put them in either column.
/// </param>
internal sealed record SoughtNumber(string Number, IReadOnlyList<byte[]> FoundBy)
{
    private static readonly IndexedField[] Fields = [IndexedField.CardNumber, IndexedField.CitizenNumber, IndexedField.FormerNumber];

    public static SoughtNumber Of(string number, ISecrets secrets) =>
        new(number, [.. Fields.SelectMany(field => secrets.Index(field, number)).Select(value => value.Digest)]);
}
