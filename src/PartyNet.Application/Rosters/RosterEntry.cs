using System.Globalization;
using PartyNet.Application.Audit;
using PartyNet.Application.Members;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Rosters;

/// <summary>What the query of an export yields: a member with one account of the version in force, or with none.</summary>
/// <param name="Subject">The row of audit that names the member: what opens the account.</param>
internal sealed record RosterLine(
    ProcessSubject Subject,
    Member Member,
    string UnitName,
    DateTimeOffset? DeclaredAt,
    DeclarationAnswer? Answer,
    Guid? AccountId,
    string? PlatformCode,
    byte[]? Details);

/// <summary>One row of an exported roster: a member with all accounts of the version in force, as text.</summary>
internal sealed class RosterEntry(RosterLine line) : ListedMember(line.Member, line.UnitName, residence: null)
{
    private const string Separator = "; ";

    private readonly string?[] _accounts = new string?[Platform.WithColumn.Count + 1];
    private int _count;

    /// <summary>Accounts on each of <see cref="Platform.WithColumn"/>, then those on all other platforms.</summary>
    public IReadOnlyList<string?> Accounts => _accounts;

    /// <summary>Empty where nothing has been confirmed: zero would say that the member has none.</summary>
    public string? Count => line.Answer is null ? null : _count.ToString(CultureInfo.InvariantCulture);

    public string? DeclaredOn => line.DeclaredAt is { } at ? VietnamTime.Date(VietnamTime.Day(at)) : null;

    public string State => (line.Answer is null ? Member.DeclarationState : DeclarationState.Confirmed).Name();

    public string? Note
    {
        get
        {
            var notes = new List<string>();
            if (line.Answer == DeclarationAnswer.NoAccounts)
                notes.Add(DeclarationWords.NoAccounts);
            if (line.Answer is not null && Member.DeclarationState == DeclarationState.Submitted)
                notes.Add("Có bản kê khai mới đang chờ xem xét");
            if (line.Answer is not null && Member.DeclarationState == DeclarationState.Returned)
                notes.Add("Có bản kê khai mới đã trả lại để sửa");
            if (Member.ActivityStatus != ActivityStatus.Active)
                notes.Add(Member.ActivityStatus.Name());
            return notes.Count > 0 ? string.Join(Separator, notes) : null;
        }
    }

    /// <summary>
    /// Several accounts on one platform stand in one cell. In the column of all other platforms an address says itself where it leads:
    /// it is a link, or begins with the name of its network.
    /// </summary>
    public void Add(string platformCode, string canonical)
    {
        var column = 0;
        while (column < Platform.WithColumn.Count && Platform.WithColumn[column].Code != platformCode)
            column++;
        _accounts[column] = _accounts[column] is { } before ? before + Separator + canonical : canonical;
        _count++;
    }
}
