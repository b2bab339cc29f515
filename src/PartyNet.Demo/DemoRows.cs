using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Protection;
using PartyNet.Domain.Access;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Demo;

/// <summary>Rows made and not yet written: those of one branch, or of one district, whose branches are composed already.</summary>
internal sealed class DemoRows
{
    public List<Unit> Units { get; } = [];
    public List<UnitNotice> Notices { get; } = [];
    public List<Member> Members { get; } = [];
    public List<Placement> Placements { get; } = [];
    public List<ResidenceLink> ResidenceLinks { get; } = [];
    public List<Declaration> Declarations { get; } = [];
    public List<DeclaredAccount> Accounts { get; } = [];
    public List<Defect> Defects { get; } = [];
    public List<DeclarationDraft> Drafts { get; } = [];
    public List<BlindIndex> BlindIndexes { get; } = [];
    public List<User> Users { get; } = [];
    public List<Grant> Grants { get; } = [];
    public List<ActivationSlip> Slips { get; } = [];
    public List<Process> Processes { get; } = [];
    public List<ProcessEvent> Events { get; } = [];
    public List<ProcessSubject> Subjects { get; } = [];

    /// <summary>Rows of the tables that have many.</summary>
    public List<DemoPage> Pages { get; } = [];

    public int CountOf<T>() => Pages.Where(page => page.Type == typeof(T)).Sum(page => page.Rows);

    /// <summary>Takes the rows of a branch over, once those of its members are composed.</summary>
    public void Add(DemoRows more)
    {
        Units.AddRange(more.Units);
        Notices.AddRange(more.Notices);
        Members.AddRange(more.Members);
        Users.AddRange(more.Users);
        Grants.AddRange(more.Grants);
        Slips.AddRange(more.Slips);
        Processes.AddRange(more.Processes);
        Events.AddRange(more.Events);
        Subjects.AddRange(more.Subjects);
        Pages.AddRange(more.Pages);
    }
}
