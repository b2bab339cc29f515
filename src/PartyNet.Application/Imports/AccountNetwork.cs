using System.Text.RegularExpressions;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Imports;

/// <summary>The network that one cell names for the account in the cell beside it.</summary>
/// <param name="Name">As the list calls it.</param>
internal readonly partial record struct AccountNetwork(Platform Platform, string Name)
{
    /// <summary>The networks that a cell names, each once; none where it names none.</summary>
    public static IReadOnlyList<AccountNetwork> Of(string cell)
    {
        var whole = VietnameseText.Normalize(cell);
        if (One(whole) is { Platform: var platform } known && platform != Platform.Other)
            return [known];
        var parts = Between().Split(cell).Select(VietnameseText.Normalize).Where(part => part.Length > 0).Select(One).ToList();
        return parts.TrueForAll(part => part is not null) ? [.. parts.OfType<AccountNetwork>()] : [];
    }

    /// <summary>Whether a cell says nothing but networks that are known; an x is a mark and no network.</summary>
    public static bool IsNamedIn(string cell) =>
        cell.Trim() is not ("x" or "X") && Of(cell) is { Count: > 0 } networks
        && networks.All(network => AccountCells.NetworkOf(network.Name) is not null);

    /// <summary>None that is known by its name; “Khác” is known, and what it is stands elsewhere.</summary>
    public bool IsUnknown => AccountCells.NetworkOf(Name) is null && Platform == Platform.Other;

    /// <summary>What the cell beside it says, as a text that says all by itself where the network is none of the platforms.</summary>
    public string Before(string account) =>
        !IsUnknown || NamedAccount.Of(account).Network.Length > 0 || Platform.OfLink(account) is not null
            ? account
            : new NamedAccount(Name, account).Text;

    private static AccountNetwork? One(string name) =>
        AccountCells.NetworkOf(name) is { } platform && platform != Platform.Other ? new(platform, name)
        : InBrackets().Match(name) is { Success: true } other && AccountCells.NetworkOf(other.Groups["of"].Value) == Platform.Other
            ? One(other.Groups["name"].Value)
        : NamedAccount.IsNetwork(name) && !ListCells.SaysNothing(name) ? new(Within(name) ?? Platform.Other, name)
        : null;

    /// <summary>“Fanpage Facebook”, “Messenger (Facebook)”: the one network that is known among words that are none.</summary>
    private static Platform? Within(string name) =>
        name.Split([.. " ()"], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 1).Select(AccountCells.NetworkOf)
            .Where(platform => platform is not null && platform != Platform.Other).Distinct().ToList() is [var only] ? only : null;

    /// <summary>“Khác (Viber)”, “Khác: Viber”.</summary>
    [GeneratedRegex(@"^(?<of>\w[\w ]*?) ?(?:\((?<name>[^()]+)\)|: ?(?<name>.+))$", RegexOptions.CultureInvariant)]
    private static partial Regex InBrackets();

    [GeneratedRegex(@"[,;/|+&\n\r]|\s(?:và|-|–)\s", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Between();
}
