using PartyNet.Domain.Declarations;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Domain.Members;

/// <summary>
/// A Party member on the roll of one branch. Name, dates and status stand in clear under row-level security, because they
/// must sort and search; card number, citizen number and phone are sealed.
/// </summary>
public sealed class Member
{
    public const int CodeLength = 12;
    public const int NameLength = 100;
    public const int PositionLength = 200;

    /// <summary>Nobody is admitted before this age (Điều lệ, Điều 1).</summary>
    public const int LeastAge = 18;

    private Member()
    {
    }

    public Guid Id { get; private init; }

    /// <summary>PartyNet's own code for the member: stands on slips and in spreadsheets; says nothing about the person.</summary>
    public string Code { get; private init; } = "";

    public Guid UnitId { get; private set; }
    public UnitPath UnitPath { get; private set; }

    public string FullName { get; private set; } = "";

    /// <summary>Given name, surname, middle names, then the code: unique, so that a page of the roster ends at one value.</summary>
    public string RosterKey { get; private set; } = "";

    public string SearchKey { get; private set; } = "";

    public DateOnly? BirthDate { get; private set; }

    /// <summary>Known also where old papers give no day.</summary>
    public int? BirthYear { get; private set; }

    public MemberKind Kind { get; private set; }
    public WorkStatus WorkStatus { get; private set; }
    public ActivityStatus ActivityStatus { get; private set; }

    /// <summary>Ngày vào Đảng: the day of admission.</summary>
    public DateOnly? JoinedOn { get; private set; }

    /// <summary>Ngày chính thức: the day the member became a full member.</summary>
    public DateOnly? OfficialOn { get; private set; }

    /// <summary>Chức vụ in the Party or the State, as the list writes it.</summary>
    public string? Position { get; private set; }

    /// <summary>Sealed; null for probationary members and for rows whose paper has none.</summary>
    public byte[]? CardNumber { get; private set; }

    /// <summary>Số định danh cá nhân, sealed. Since 2025 the card number equals it, but old rows differ or lack one.</summary>
    public byte[]? CitizenNumber { get; private set; }

    public byte[]? Phone { get; private set; }

    public DeclarationState DeclarationState { get; private set; }

    /// <summary>What coverage counts the member as. The database computes it by the same rule, for its indexes and counters.</summary>
    public Standing Standing
    {
        get => ActivityStatus switch
        {
            ActivityStatus.Active => (Standing)DeclarationState,
            ActivityStatus.Exempt => Standing.Exempt,
            ActivityStatus.TransferredOut or ActivityStatus.Left or ActivityStatus.Deceased => Standing.Departed,
        };
        private set { }
    }

    /// <summary>The confirmed version in force; rosters read accounts through it.</summary>
    public Guid? CurrentDeclarationId { get; private set; }

    /// <summary>When the state last changed: the age that queues and rosters show.</summary>
    public DateTimeOffset? DeclarationStateAt { get; private set; }

    public int Version { get; private set; } = 1;

    /// <summary>What a roster shows of a member, read without the rest of the row: to be looked at, never to be saved.</summary>
    public static Member Shown(
        Guid id,
        string code,
        string fullName,
        DateOnly? birthDate,
        int? birthYear,
        string? position,
        ActivityStatus activity,
        DeclarationState state) => new()
        {
            Id = id,
            Code = code,
            FullName = fullName,
            BirthDate = birthDate,
            BirthYear = birthYear,
            Position = position,
            ActivityStatus = activity,
            DeclarationState = state,
        };

    public static Member Enrol(Guid id, string code, Unit branch, string fullName, MemberKind kind, WorkStatus work = WorkStatus.Unknown)
    {
        var member = new Member
        {
            Id = id,
            Code = code,
            UnitId = branch.Id,
            UnitPath = branch.Path,
            Kind = kind,
            WorkStatus = work,
            ActivityStatus = ActivityStatus.Active,
        };
        member.Rename(fullName);
        return member;
    }

    public void Rename(string fullName)
    {
        FullName = VietnameseText.Normalize(fullName);
        RosterKey = RosterKeyOf(FullName, Code);
        SearchKey = VietnameseText.SearchKey(FullName);
    }

    /// <summary>A space sorts before every character of a sort key, so a shorter name comes first and the code only breaks ties.</summary>
    private static string RosterKeyOf(string fullName, string code) => VietnameseText.SortKey(fullName) + " " + code;

    public void Born(DateOnly? date, int? year = null) => (BirthDate, BirthYear) = (date, date?.Year ?? year);

    public void Admitted(DateOnly? joinedOn, DateOnly? officialOn) => (JoinedOn, OfficialOn) = (joinedOn, officialOn);

    public void Hold(string? position) => Position = position;

    public void ChangeStatus(ActivityStatus status) => ActivityStatus = status;

    public void ChangeKind(MemberKind kind) => Kind = kind;

    public void ChangeWork(WorkStatus work) => WorkStatus = work;

    /// <summary>Puts the member on the roll of another branch; what belongs to the member follows.</summary>
    public void Transfer(Unit branch) => (UnitId, UnitPath) = (branch.Id, branch.Path);

    public void Seal(byte[]? cardNumber, byte[]? citizenNumber, byte[]? phone) =>
        (CardNumber, CitizenNumber, Phone) = (cardNumber, citizenNumber, phone);

    /// <summary>A fact was put right that somebody may be comparing a list with at this moment.</summary>
    public void PutRight() => Version++;

    /// <summary>Takes over the state of a declaration of this member that has just changed.</summary>
    public void Follow(Declaration declaration, DateTimeOffset at)
    {
        if (declaration.MemberId != Id)
            throw new ArgumentException("A declaration of another member.", nameof(declaration));

        (DeclarationState, DeclarationStateAt) = declaration.Status switch
        {
            DeclarationStatus.Submitted => (DeclarationState.Submitted, at),
            DeclarationStatus.Returned => (DeclarationState.Returned, at),
            DeclarationStatus.Confirmed => (DeclarationState.Confirmed, at),
            DeclarationStatus.Superseded or DeclarationStatus.Withdrawn => (DeclarationState, DeclarationStateAt),
        };
        if (declaration.Status == DeclarationStatus.Confirmed)
            CurrentDeclarationId = declaration.Id;
        Version++;
    }

    /// <summary>The confirmation of a version was taken back.</summary>
    /// <param name="inForce">The version that is in force again; null where that was the first.</param>
    public void Follow(Declaration reopened, Declaration? inForce, DateTimeOffset at)
    {
        CurrentDeclarationId = inForce?.Id;
        Follow(reopened, at);
    }
}
