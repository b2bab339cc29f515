using System.Globalization;
using PartyNet.Application.Audit;
using PartyNet.Application.Members;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Rosters;

/// <summary>What an exported list shows of a member, but for the accounts.</summary>
/// <param name="Subject">The row of audit that names the member: what opens the accounts.</param>
internal sealed record RosterLine(
    ProcessSubject Subject,
    string Code,
    string FullName,
    DateOnly? BirthDate,
    int? BirthYear,
    string? Position,
    ActivityStatus ActivityStatus,
    DeclarationState State,
    string UnitName,
    DateTimeOffset? DeclaredAt,
    DeclarationAnswer? Answer)
{
    public Member Member => Member.Shown(Subject.MemberId, Code, FullName, BirthDate, BirthYear, Position, ActivityStatus, State);
}

/// <summary>An account of the version in force, as it is stored.</summary>
internal readonly record struct SealedAccount(Guid Id, string PlatformCode, byte[] Details);

/// <summary>
/// One row of an exported roster: a member with all accounts of the version in force, as text. The accounts are opened when a cell is
/// asked for, so whoever composes the rows shares that work out.
/// </summary>
/// <param name="open">Opens an account of the member whom the subject names.</param>
internal sealed class RosterEntry(RosterLine line, Func<ProcessSubject, SealedAccount, string> open)
    : ListedMember(line.Member, line.UnitName, residence: null)
{
    private const string Separator = "; ";
    private const string LineBreak = "\n";

    private readonly List<SealedAccount> _sealed = new(2);
    private List<OpenedAccount>?[]? _accounts;

    public ProcessSubject Subject => line.Subject;

    /// <summary>
    /// Whole addresses of the accounts on one of <see cref="Platform.WithColumn"/>, or behind these those on all other platforms. Several
    /// on one platform stand in one cell. In the column of all other platforms an address says itself where it leads: it is a link,
    /// or begins with the name of its network.
    /// </summary>
    public string? Accounts(int column) => Join(Separator, In(column), account => account.Address);

    /// <summary>As <see cref="Accounts"/> for people: each on a line, and without its host in a column that names the network.</summary>
    public string? ShortAccounts(int column) => column < Platform.WithColumn.Count
        ? Join(LineBreak, In(column), account => account.Read.Brief ?? account.Address)
        : Join(LineBreak, In(column), account => account.Read.Display ?? account.Address);

    /// <summary>Where a cell leads: to the account, where there is one and its host is the network's own.</summary>
    public string? AccountLink(int column) => In(column) is [var account] ? account.Read.Link : null;

    /// <summary>Empty where nothing has been confirmed: zero would say that the member has none.</summary>
    public string? Count => line.Answer is null ? null : _sealed.Count.ToString(CultureInfo.InvariantCulture);

    public string? DeclaredOn => line.DeclaredAt is { } at ? VietnamTime.Date(VietnamTime.Day(at)) : null;

    public string State => (line.Answer is null ? line.State : DeclarationState.Confirmed).Name();

    public string? Note
    {
        get
        {
            var notes = new List<string>();
            if (line.Answer == DeclarationAnswer.NoAccounts)
                notes.Add(DeclarationWords.NoAccounts);
            if (line.Answer is not null && line.State == DeclarationState.Submitted)
                notes.Add("Có bản kê khai mới đang chờ xem xét");
            if (line.Answer is not null && line.State == DeclarationState.Returned)
                notes.Add("Có bản kê khai mới đã trả lại để sửa");
            if (line.ActivityStatus != ActivityStatus.Active)
                notes.Add(line.ActivityStatus.Name());
            return notes.Count > 0 ? string.Join(Separator, notes) : null;
        }
    }

    public void Add(SealedAccount account) => _sealed.Add(account);

    private List<OpenedAccount>? In(int column) => (_accounts ??= OpenAccounts())[column];

    private List<OpenedAccount>?[] OpenAccounts()
    {
        var accounts = new List<OpenedAccount>?[Platform.WithColumn.Count + 1];
        foreach (var account in _sealed)
        {
            var column = 0;
            while (column < Platform.WithColumn.Count && Platform.WithColumn[column].Code != account.PlatformCode)
                column++;
            (accounts[column] ??= new(1)).Add(new OpenedAccount(account.PlatformCode, open(Subject, account)));
        }

        return accounts;
    }

    private static string? Join(string between, List<OpenedAccount>? accounts, Func<OpenedAccount, string> words) => accounts switch
    {
        null => null,
        [var only] => words(only),
        _ => string.Join(between, accounts.Select(words)),
    };

    /// <summary>An account that several cells may ask about.</summary>
    private sealed class OpenedAccount(string platform, string address)
    {
        private AccountAddress? _read;

        public string Address => address;

        public AccountAddress Read => _read ??= AccountAddress.Parse(platform, address);
    }
}
