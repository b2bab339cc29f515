using System.Globalization;
using PartyNet.Application.Audit;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Rosters;

/// <summary>What the query of an export yields: a member with one account of the version in force, or with none.</summary>
/// <param name="Subject">The row of audit that names the member: what opens the account.</param>
internal sealed record RosterLine(
    ProcessSubject Subject,
    string FullName,
    DateOnly? BirthDate,
    int? BirthYear,
    string UnitName,
    string? Position,
    ActivityStatus ActivityStatus,
    DeclarationState State,
    DateTimeOffset? DeclaredAt,
    DeclarationAnswer? Answer,
    Guid? AccountId,
    string? PlatformCode,
    byte[]? Details);

/// <summary>One row of an exported roster: a member with all accounts of the version in force, as text.</summary>
internal sealed class RosterEntry(RosterLine line)
{
    private const string Separator = "; ";

    private static readonly string[] OwnColumns = [Platform.Facebook.Code, Platform.Zalo.Code, Platform.TikTok.Code, Platform.YouTube.Code];

    private readonly string?[] _accounts = new string?[OwnColumns.Length + 1];
    private int _count;

    public Guid MemberId => line.Subject.MemberId;
    public string FullName => line.FullName;
    public string? Birth => line.BirthDate is { } day ? VietnamTime.Date(day) : line.BirthYear?.ToString(CultureInfo.InvariantCulture);
    public string UnitName => line.UnitName;
    public string? Position => line.Position;
    public string? Facebook => _accounts[0];
    public string? Zalo => _accounts[1];
    public string? TikTok => _accounts[2];
    public string? YouTube => _accounts[3];
    public string? Others => _accounts[4];

    /// <summary>Empty where nothing has been confirmed: zero would say that the member has none.</summary>
    public string? Count => line.Answer is null ? null : _count.ToString(CultureInfo.InvariantCulture);

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

    /// <summary>
    /// Several accounts on one platform stand in one cell. In the column of all other platforms an address says itself where it leads:
    /// it is a link, or begins with the name of its network.
    /// </summary>
    public void Add(string platformCode, string canonical)
    {
        var own = Array.IndexOf(OwnColumns, platformCode);
        var column = own < 0 ? OwnColumns.Length : own;
        _accounts[column] = _accounts[column] is { } before ? before + Separator + canonical : canonical;
        _count++;
    }
}
