using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Protection;
using PartyNet.Domain.Access;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Demo;

/// <summary>Rows made and not yet written: those of one branch, or of one district.</summary>
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

    public void Add(DemoRows more)
    {
        Units.AddRange(more.Units);
        Notices.AddRange(more.Notices);
        Members.AddRange(more.Members);
        Placements.AddRange(more.Placements);
        ResidenceLinks.AddRange(more.ResidenceLinks);
        Declarations.AddRange(more.Declarations);
        Accounts.AddRange(more.Accounts);
        Defects.AddRange(more.Defects);
        Drafts.AddRange(more.Drafts);
        BlindIndexes.AddRange(more.BlindIndexes);
        Users.AddRange(more.Users);
        Grants.AddRange(more.Grants);
        Slips.AddRange(more.Slips);
        Processes.AddRange(more.Processes);
        Events.AddRange(more.Events);
        Subjects.AddRange(more.Subjects);
    }
}
