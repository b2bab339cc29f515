using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;
using PartyNet.Application.Members;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Rosters;

/// <summary>A filter that has been understood: the members it leaves, and how it reads in words.</summary>
internal sealed record RosterSelection
{
    private const string Unknown = "Bộ lọc có giá trị không dùng được; đề nghị đồng chí chọn lại.";

    /// <summary>The roster's unit, or the one below it that was asked for.</summary>
    public required Unit Unit { get; init; }

    /// <summary>Part of a name or a code, as typed; null where nothing is searched for.</summary>
    public string? Typed { get; private init; }

    public Choice<DeclarationState>? State { get; private init; }
    public Choice<MemberKind>? Kind { get; private init; }
    public Choice<WorkStatus>? Work { get; private init; }
    public Choice<RosterActivity> Activity { get; private init; } = RosterChoices.Activities[0];

    /// <summary>Null for members whatever they use; a choice without a platform for those who use none.</summary>
    public Choice<Platform?>? Platform { get; private init; }

    /// <summary>Whether a branch or committee below the roster's unit was chosen.</summary>
    public bool IsNarrowed { get; private init; }

    /// <summary>As <see cref="Of"/>; asks for the unit that the filter names.</summary>
    public static async Task<ErrorOr<RosterSelection>> ReadAsync(
        IPartyNetDb db,
        Unit unit,
        RosterFilter filter,
        CancellationToken cancellationToken
    ) => Of(
        unit,
        filter,
        filter.Unit is { } code ? await db.Units.AsNoTracking().SingleOrDefaultAsync(u => u.Code == code, cancellationToken) : null);

    /// <summary>
    /// Errors: a value that no form offers, a unit that is not below, a name too short to search by; each under its field.
    /// </summary>
    /// <param name="below">The unit that the filter names, if there is one.</param>
    public static ErrorOr<RosterSelection> Of(Unit unit, RosterFilter filter, Unit? below)
    {
        var errors = new List<Error>();
        var selection = new RosterSelection
        {
            Unit = unit,
            Typed = filter.IsSearch ? filter.Name : null,
            State = Choose(RosterChoices.States, filter.State, nameof(filter.State), errors),
            Kind = Choose(RosterChoices.Kinds, filter.Kind, nameof(filter.Kind), errors),
            Work = Choose(RosterChoices.Works, filter.Work, nameof(filter.Work), errors),
            Activity = Choose(RosterChoices.Activities, filter.Activity, nameof(filter.Activity), errors) ?? RosterChoices.Activities[0],
            Platform = Choose(RosterChoices.Platforms, filter.Platform?.ToLowerInvariant(), nameof(filter.Platform), errors),
        };
        if (filter.IsSearch && MemberSearch.Words(filter.Name).Sum(w => w.Length) < RosterFilter.ShortestName)
            errors.Add(Problem.At(nameof(filter.Name), $"Nhập ít nhất {RosterFilter.ShortestName} chữ cái của họ tên."));

        if (!string.IsNullOrWhiteSpace(filter.Unit))
        {
            if (below is null || !below.Path.IsWithin(unit.Path))
                errors.Add(Problem.OutOfReach(nameof(filter.Unit), "Không có tổ chức nào trong phạm vi này mang mã đã chọn."));
            else
                selection = selection with { Unit = below, IsNarrowed = below.Id != unit.Id };
        }

        return errors.Count > 0 ? errors : selection;
    }

    /// <summary>The members it leaves, in no order.</summary>
    public IQueryable<Member> Members(IPartyNetDb db) =>
        Refine(db, Standing.Among(db.Members.AsNoTracking().Within(Unit))).Matching(Typed);

    /// <summary>What of the filter indexes and counters know.</summary>
    public RosterStanding Standing => new(Activity.Value, State?.Value);

    /// <summary>Whether more is asked, besides a name, than where members stand.</summary>
    public bool IsRefined =>
        Kind is not null
        || Work is not null
        || Platform is not null
        || (State is not null && Activity.Value != RosterActivity.Active)
        || Activity.Value is RosterActivity.TransferredOut or RosterActivity.Left or RosterActivity.Deceased;

    /// <summary>Of these members those who match the rest of the filter but the name.</summary>
    public IQueryable<Member> Refine(IPartyNetDb db, IQueryable<Member> members)
    {
        members = Activity.Value switch
        {
            RosterActivity.TransferredOut => members.Where(m => m.ActivityStatus == ActivityStatus.TransferredOut),
            RosterActivity.Left => members.Where(m => m.ActivityStatus == ActivityStatus.Left),
            RosterActivity.Deceased => members.Where(m => m.ActivityStatus == ActivityStatus.Deceased),
            RosterActivity.Active or RosterActivity.Exempt or RosterActivity.OffRoll or RosterActivity.All => members,
        };
        if (State is { Value: var state } && Activity.Value != RosterActivity.Active)
            members = members.Where(m => m.DeclarationState == state);
        if (Kind is { Value: var kind })
            members = members.Where(m => m.Kind == kind);
        if (Work is { Value: var work })
            members = members.Where(m => m.WorkStatus == work);
        // Asked of each member as a value of its own: what is asked by "exists" may be planned as a join that reads the whole table.
        return Platform switch
        {
            null => members,
            { Value: null } => members.Where(m =>
                db.Declarations.Where(d => d.Id == m.CurrentDeclarationId).Select(d => (DeclarationAnswer?)d.Answer).FirstOrDefault()
                    == DeclarationAnswer.NoAccounts
            ),
            { Code: var platform } => members.Where(m =>
                db.DeclaredAccounts.Where(a => a.DeclarationId == m.CurrentDeclarationId && a.PlatformCode == platform)
                    .Select(a => (Guid?)a.Id)
                    .FirstOrDefault() != null
            ),
        };
    }

    /// <summary>The filter for the title of a list on paper. A search is told without its text.</summary>
    public string? InWords()
    {
        var words = new List<string>();
        if (IsNarrowed)
            words.Add(Unit.Name);
        if (Typed is not null)
            words.Add("tìm theo họ tên, mã");
        if (State is not null)
            words.Add($"tình trạng: {State.Name}");
        if (Kind is not null)
            words.Add($"đảng viên: {Kind.Name}");
        if (Work is not null)
            words.Add($"công tác: {Work.Name}");
        if (Platform is not null)
            words.Add(Platform.Value is null ? Platform.Name.WithinSentence() : $"có tài khoản {Platform.Name}");
        if (Activity.Value != RosterActivity.Active)
            words.Add($"sinh hoạt: {Activity.Name}");
        return words.Count > 0 ? string.Join("; ", words) : null;
    }

    private static Choice<T>? Choose<T>(IReadOnlyList<Choice<T>> choices, string? code, string field, List<Error> errors)
    {
        if (string.IsNullOrWhiteSpace(code))
            return null;
        var choice = choices.Find(code);
        if (choice is null)
            errors.Add(Problem.At(field, Unknown));
        return choice;
    }
}
