using System.Buffers;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using PartyNet.Application.Members;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Imports;

/// <summary>An account as a list has it.</summary>
/// <param name="Typed">What the cell says of it.</param>
public sealed record ListedAccount(string PlatformCode, string Typed, string Canonical)
{
    [JsonIgnore]
    public Platform Platform => Platform.Find(PlatformCode) ?? Platform.Other;

    [JsonIgnore]
    public AccountAddress Address => AccountAddress.Parse(Platform, Canonical);
}

/// <summary>
/// How cells of accounts are read: several stand in one, parted by line breaks, semicolons, commas or spaces. What cannot be read is named
/// and holds nothing else of the row up; a link says itself which network it leads to, and where it stands behind other words it counts,
/// not they.
/// </summary>
internal static partial class AccountCells
{
    /// <summary>Signs of names that are no words.</summary>
    private static readonly SearchValues<char> OfHandles = SearchValues.Create("@._0123456789");

    private static readonly char[] Marks = [';', ',', '|'];

    public static IReadOnlyList<ListedAccount> Accounts(this ListCells cells)
    {
        var (found, unread) = (new List<ListedAccount>(), new List<(ListColumn Column, string Text, string Problem)>());
        foreach (var (column, platform) in AccountColumns.Accounts)
        {
            Take(
                column,
                cells.Lines(column).SelectMany(cell => Phone(cells, column, platform, cell) ?? Read(cells, column, platform, cell)));
        }

        if (found.Count == 0)
            TellMark(cells);
        foreach (var cell in cells.Lines(AccountColumns.Network))
        {
            var named = AccountNetwork.Of(string.Join('\n', cell.Lines));
            if (named.Count == 0)
                Take(AccountColumns.Network, Read(null, cell.Lines, cell.Link));
            else if (!AccountColumns.Accounts.Any(account => cells.HasOwn(account.Column)))
                cells.Note(AccountColumns.Network, "Dòng này ghi mạng xã hội mà không ghi tài khoản nên không có gì để hỏi.");
            else if (named.FirstOrDefault(network => network.IsUnknown) is { Name: { } unknown })
                cells.Note(AccountColumns.Network, $"“{unknown}” hiểu là tên một mạng khác. Nếu viết sai thì sửa lại.");
        }

        foreach (var (column, text, problem) in unread)
        {
            var skipped = found.Count > 0 ? " nên bỏ qua" : "";
            cells.LeaveOut(column, $"Không đọc được “{Short(text)}”{skipped}. {problem}", isAll: found.Count == 0);
        }

        return found;

        void Take(ListColumn column, IEnumerable<(string, ListedAccount?, string?)> read)
        {
            foreach (var (text, account, problem) in read)
            {
                if (account is null)
                    unread.Add((column, text, problem ?? ""));
                else if (!found.Exists(known => known.Address.Identity == account.Address.Identity))
                    found.Add(account);
            }
        }
    }

    /// <summary>A mark under Zalo beside a telephone may mean that telephone: nobody can tell.</summary>
    private static void TellMark(ListCells cells)
    {
        if (cells.HasOwn(MemberFields.Phone.Column) && cells.HasOwn(AccountColumns.Zalo) && cells.Text(AccountColumns.Zalo) is { } mark
            && VietnameseText.SearchKey(mark) is "x" or "v" or "co")
        {
            cells.Note(
                AccountColumns.Zalo,
                "Dòng này không ghi số Zalo nên không có gì để hỏi. Nếu là số điện thoại ở cùng dòng thì ghi “như SĐT”.");
        }
    }

    /// <summary>“Như SĐT” under Zalo: the telephone of the row, which is said. Null for a cell that says something else.</summary>
    private static IEnumerable<(string Text, ListedAccount? Account, string? Problem)>? Phone(
        ListCells cells, ListColumn column, Platform? platform, CellLines cell)
    {
        if (platform != Platform.Zalo || cell.Lines is not [var text] || !AsPhone().IsMatch(text))
            return null;
        var (typed, _) = NumberAmongWords.Of(cells.Value(MemberFields.Phone.Column) ?? "");
        var phone = MemberCells.PhonesIn(typed) is [var first, ..] ? first : typed;
        if (ReadOne(platform, phone) is not { Account: { } account })
            return [(text, null, "Dòng này không có số điện thoại. Ghi số Zalo vào ô này.")];
        cells.Note(column, $"Hiểu là số điện thoại ở cùng dòng: {account.Address.Display}.");
        return [(text, account, null)];
    }

    [GeneratedRegex(
        "^(?:(?:như|trùng|cùng|theo|giống|là|dùng)(?: với| luôn)? )?(?:số )?(?:sđt|đt|điện thoại)"
            + "(?: (?:trên|bên|bên cạnh|liên hệ|di động|này))*$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex AsPhone();

    /// <summary>Several networks of one cell go with as many accounts in the other, in their order.</summary>
    private static IEnumerable<(string Text, ListedAccount? Account, string? Problem)> Read(
        ListCells cells, ListColumn column, Platform? platform, CellLines cell) =>
        column != AccountColumns.Any || AccountNetwork.Of(cells.TextBeside(AccountColumns.Network, cell.Column)) is not [_, ..] networks
            ? Read(platform, cell.Lines, cell.Link)
        : networks is [var only] ? Read(only.Platform, [.. cell.Lines.Select(only.Before)], cell.Link)
        : cell.Lines.SelectMany(Parts).ToList() is var parts && parts.Count == networks.Count
            ? networks.Zip(parts).SelectMany(pair => Read(pair.First.Platform, pair.First.Before(pair.Second)))
        : Read(null, cell.Lines, cell.Link);

    /// <summary>
    /// What a link shows may be any words: “Facebook”, the member's name. An address that is written out is newer than the link behind it,
    /// which stays when somebody types over the cell.
    /// </summary>
    private static IEnumerable<(string Text, ListedAccount? Account, string? Problem)> Read(
        Platform? column, IReadOnlyList<string> lines, string? link) =>
        link is not null && ReadOne(column, link) is { Account: not null } linked && !lines.SelectMany(Parts).Any(IsLink)
            ? [linked]
            : lines.SelectMany(line => Read(column, line));

    private static bool IsLink(string text) => Platform.OfLink(text) is not null;

    /// <summary>The whole first: a telephone number and a name may hold what parts others.</summary>
    private static IEnumerable<(string Text, ListedAccount? Account, string? Problem)> Read(Platform? column, string text)
    {
        if (ByNetwork(text) is { Count: > 1 } networks)
            return networks.SelectMany(part => Read(column, part));
        var whole = ReadOne(column, text);
        if (whole.Account is not null)
            return [whole];
        var (platform, said) = Meant(column, Bare(text));
        if (MemberCells.PhonesIn(said) is { Count: > 1 } phones)
            return phones.Select(phone => ReadOne(platform, phone));
        var parts = Parts(text);
        return parts.Length > 1 ? parts.SelectMany(part => Read(column, part)) : IsNothing(NamedAccount.Of(text).Address) ? [] : [whole];
    }

    private static (string Text, ListedAccount? Account, string? Problem) ReadOne(Platform? column, string text)
    {
        var (platform, said) = Meant(column, Bare(text));
        if ((platform is null || platform == Platform.Other) && Email().IsMatch(said))
            return (text, null, "Đây là địa chỉ thư điện tử, không phải tài khoản mạng xã hội.");
        if (platform is null)
            return (text, null, "Ghi rõ mạng xã hội nào, hoặc ghi đường dẫn.");
        // What spreadsheets take for a number lost its first digit.
        var typed = platform == Platform.Zalo && said.Length == LostZero && said.All(char.IsAsciiDigit) ? $"0{said}" : said;
        var address = AccountAddress.Parse(platform, typed);
        return address.IsAccepted && !address.Flags.HasFlag(AccountFlags.AddressUnknown)
            ? (text, new ListedAccount(platform.Code, typed, address.Canonical), null)
            : (text, null, address.Reason);
    }

    /// <summary>The network that a text names or leads to, before that of its column; and what is said of the account there.</summary>
    private static (Platform? Platform, string Said) Meant(Platform? column, string text)
    {
        if (Platform.OfLink(text) is { } owner)
            return (owner, text);
        if (ByName(text) is { } named && named.Platform != column)
            return named;
        if (column is not null && column != Platform.Other)
            return (column, text);
        var name = NamedAccount.Of(text).Network;
        return (column ?? (VietnamesePhoneNumber.LooksLikeOne(text) ? Platform.Zalo : IsNetwork(name, text) ? Platform.Other : null), text);
    }

    /// <summary>The network that is named in brackets behind an account, before it, or beside it.</summary>
    private static (Platform? Platform, string Said)? ByName(string text)
    {
        if (text is [.., ')'] && text.LastIndexOf('(') is > 0 and var bracket && NetworkOf(text[(bracket + 1)..^1]) is { } inBrackets)
            return (inBrackets, text[..bracket].Trim());
        var (name, address) = NamedAccount.Of(text);
        if (NamedAccount.IsNetwork(name) && Platform.OfLink(address) is { } leadsTo)
            return (leadsTo, address);
        return NetworkOf(name) is { } named && named != Platform.Other ? (named, address) : BesideNetwork(text);
    }

    /// <summary>“FB an.nguyen.60”, “0905 000 001 zalo”: what can be no name of a person, and the network before or behind it.</summary>
    private static (Platform? Platform, string Said)? BesideNetwork(string text)
    {
        if (text.LastIndexOf(' ') is not (> 0 and var space))
            return null;
        var (before, behind) = (text[..space], text[(space + 1)..]);
        return NetworkOf(before) is { } first && IsHandle(behind) ? (first, behind)
            : NetworkOf(behind) is { } last && (IsHandle(before) || VietnamesePhoneNumber.LooksLikeOne(before)) ? (last, before)
            : null;
    }

    private static bool IsHandle(string word) =>
        !word.Contains(' ', StringComparison.Ordinal) && word.AsSpan().ContainsAny(OfHandles) && word.Any(char.IsLetter);

    /// <summary>The network of a name as people write it: “tik tok”, “Zalo 2”, “nick FB”.</summary>
    internal static Platform? NetworkOf(string name) => Platform.Named(name)
        ?? (Aside().Replace(name, " ").Trim() is { Length: > 0 } rest
            ? Platform.Named(rest) ?? Platform.Named(rest.Replace(" ", "", StringComparison.Ordinal))
            : null);

    /// <summary>Without the bullet before it and the brackets around it.</summary>
    private static string Bare(string text)
    {
        var bare = Bullet().Replace(text, "").TrimEnd([.. " •·*|;,"]);
        return bare is ['<', .., '>'] or ['[', .., ']'] or ['{', .., '}'] or ['(', .., ')'] ? Bare(bare[1..^1]) : bare;
    }

    /// <summary>Several words before a number are somebody's name, unless a colon says otherwise.</summary>
    private static bool IsNetwork(string name, string text) =>
        name.Length > 0 && (!name.Contains(' ', StringComparison.Ordinal) || text[name.Length..].TrimStart().StartsWith(':'));

    private const int LostZero = 9;

    /// <summary>Before each name of a network that an account follows: “FB: … - Zalo: …”.</summary>
    private static List<string> ByNetwork(string text)
    {
        int[] starts = [0, .. NameOfNetwork().Matches(text).Where(name => Platform.Named(name.Groups["name"].Value) is not null)
            .Select(name => name.Index).Where(start => start > 0)];
        return
        [
            .. starts.Zip(starts.Skip(1).Append(text.Length))
                .Select(pair => text[pair.First..pair.Second].Trim([.. " -–.,;|•·*+&/"]))
                .Where(part => Aside().Replace(part, "").Trim([.. " :()"]).Length > 0),
        ];
    }

    [GeneratedRegex(@"(?<=^|[\s,;|–•·*+&/-])(?<name>\p{L}+)\s*(?::(?!//)|(?=\s+(?:[@+0-9]|https?:)))", RegexOptions.CultureInvariant)]
    private static partial Regex NameOfNetwork();

    /// <summary>Words beside the name of a network, and the number of an account among several.</summary>
    [GeneratedRegex(
        @"(?<![\p{L}\p{N}])(?:số|sđt|đt|điện thoại|nick|kênh|trang|link|đường dẫn|tài khoản|tk|tên|địa chỉ|cá nhân|chính|phụ|mới|là"
            + @"|[0-9]{1,2})(?![\p{L}\p{N}])",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Aside();

    [GeneratedRegex(@"^(?:[•·◦▪●*–-]\s*|\+\s+)+", RegexOptions.CultureInvariant)]
    private static partial Regex Bullet();

    [GeneratedRegex(@"(?:^|[\s:])[^\s@/:]+@[^\s@/]+\.[A-Za-z]{2,}$", RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    /// <summary>At the marks first, and where there are none at spaces, if links stand between them.</summary>
    private static string[] Parts(string text)
    {
        var parts = text.Split(Marks, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length > 1 ? parts
            : text.Contains('/', StringComparison.Ordinal) || text.Contains('@', StringComparison.Ordinal)
                ? text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            : parts;
    }

    /// <summary>What people write where there is no account.</summary>
    private static bool IsNothing(string text) => ListCells.SaysNothing(text) || Nothing().IsMatch(VietnameseText.SearchKey(text))
        || Between().IsMatch(text);

    [GeneratedRegex(
        "^(?:0|x|k|(?:.* )?(?:0|k|ko|khong|chua) (?:co|dung|su dung|xai|choi|biet|tham gia|lap|tao|dang ky)(?: .*)?)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Nothing();

    /// <summary>What stands before and between accounts of one cell: a number, the name of a network, “và”.</summary>
    [GeneratedRegex(@"^(?:[0-9]{1,2}[.)/]|[\w ]+:|và)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Between();

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
