using System.Reflection;
using ErrorOr;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Units;

namespace PartyNet.UnitTests.Access;

/// <summary>
/// Who gets past the check of which use case, written down by hand. Every use case of the assembly is run as every caller; it must
/// refuse before it touches anything.
/// </summary>
public sealed class UseCaseAccessTests
{
    private const string Everybody = "nobody, member, secretary, committee, board, elsewhere, administrator, operator, other operator";

    private static readonly Dictionary<string, string> Table = new()
    {
        ["ActivateBySlip"] = Everybody,
        ["AskForPasskey"] = Everybody,
        ["CheckSetupLink"] = Everybody,
        ["GetSlipHolder"] = Everybody,
        ["OfferPasskeyBySlip"] = Everybody,
        ["OpenSlip"] = Everybody,
        ["SetPassword"] = Everybody,
        ["SignIn"] = Everybody,
        ["SignInWithCode"] = Everybody,
        ["SignInWithPasskey"] = Everybody,
        ["SignInToDemo"] = Everybody,
        ["SignOut"] = "member, secretary, committee, board, elsewhere, administrator",
        ["GetMyFactor"] = "member, secretary, committee, board, elsewhere, administrator",
        ["EnrolAuthenticator"] = "member, secretary, committee, board, elsewhere, administrator",
        ["RenewRecoveryCodes"] = "member, secretary, committee, board, elsewhere, administrator",
        ["ShowRecoveryCodes"] = "member, secretary, committee, board, elsewhere, administrator",
        ["AddPasskey"] = "member, secretary, committee, board, elsewhere, administrator",
        ["ListMyPasskeys"] = "member, secretary, committee, board, elsewhere, administrator",
        ["GetMyWaysIn"] = "member, secretary, committee, board, elsewhere, administrator",
        ["OfferPasskey"] = "member, secretary, committee, board, elsewhere, administrator",
        ["RemovePasskey"] = "member, secretary, committee, board, elsewhere, administrator",
        ["ListMySessions"] = "member, secretary, committee, board, elsewhere, administrator",
        ["ChangePassword"] = "member, secretary, committee, board, elsewhere, administrator",
        ["RefuseFactorReset"] = "member, secretary, committee, board, elsewhere, administrator",
        ["EndMySessions"] = "member, secretary, committee, board, elsewhere, administrator",
        ["GetHome"] = "member, secretary, committee, board, elsewhere, administrator",

        ["AnswerNoAccounts"] = "member",
        ["ChoosePlatforms"] = "member",
        ["ListUnitKinds"] = "administrator",
        ["SetUnitKind"] = "administrator",
        ["AnswerProposals"] = "member",
        ["DiscardDraft"] = "member",
        ["GetDraftAccount"] = "member",
        ["GetMyData"] = "member",
        ["AskFactCorrection"] = "member",
        ["ListMyCorrections"] = "member",
        ["WithdrawFactCorrection"] = "member",
        ["GetMyDraft"] = "member",
        ["GetMyReceipt"] = "member",
        ["GetMyTask"] = "member",
        ["GetNoticeInForce"] = "member",
        ["GetWhoSawMyData"] = "member",
        ["KeepDraft"] = "member",
        ["RemoveAccountFromDraft"] = "member",
        ["StateAccount"] = "member",
        ["SubmitDeclaration"] = "member",

        ["ConfirmDeclaration"] = "secretary, committee, board, operator",
        ["ConfirmUnchanged"] = "secretary, committee, board, operator",
        ["FindNextToReview"] = "secretary, committee, board, operator",
        ["ListUnchanged"] = "secretary, committee, board, operator",
        ["WithdrawConfirmation"] = "secretary, committee, board, operator",
        ["GetDeclarationForReview"] = "secretary, committee, board, operator",
        ["ListReviewQueue"] = "secretary, committee, board, operator",
        ["ReplyToDefects"] = "member",
        ["ReturnDeclaration"] = "secretary, committee, board, operator",
        ["ListReadyRequests"] = "secretary, committee, board, operator",
        ["RemoveReadyRequest"] = "secretary, committee, board, operator",
        ["SaveReadyRequest"] = "secretary, committee, board, operator",
        ["SaveReviewDraft"] = "secretary, committee, board, operator",
        ["GetBranchHome"] = "secretary, committee, board, operator",
        ["ListBranchMembers"] = "secretary, committee, board, operator",
        ["ListSlips"] = "secretary, committee, board, operator",
        ["GetUndatedMember"] = "secretary, committee, board, operator",
        ["PrintSlips"] = "secretary, committee, board, operator",
        ["RecordBirthDate"] = "secretary, committee, board, operator",
        ["ReportSlipsLost"] = "secretary, committee, board, operator",
        ["AcceptFactCorrection"] = "secretary, committee, board, operator",
        ["GetFactCorrection"] = "secretary, committee, board, operator",
        ["RefuseFactCorrection"] = "secretary, committee, board, operator",
        ["RevealProposedNumber"] = "secretary, committee, board, operator",
        ["GetMember"] = "secretary, committee, board, operator",
        ["RevealNumber"] = "secretary, committee, board, operator",
        ["GetReviewTasks"] = "secretary, committee, board, elsewhere, operator, other operator",

        ["EndRole"] = "secretary, committee, board, operator",
        ["GetAppointee"] = "secretary, committee, board, operator",
        ["GetFactorResetTasks"] = "secretary, committee, board, elsewhere, operator, other operator",
        ["GetRoleToEnd"] = "secretary, committee, board, operator",
        ["GiveRole"] = "secretary, committee, board, operator",
        ["ListRoles"] = "secretary, committee, board, operator",
        ["ApproveFactorReset"] = "secretary, committee, board, operator",
        ["AskFactorReset"] = "secretary, committee, board, operator",
        ["WithdrawFactorReset"] = "secretary, committee, board, operator",

        ["StartLoad"] = "secretary, committee, board, operator",
        ["GetLoad"] = "secretary, committee, board, operator",
        ["GetReading"] = "secretary, committee, board, operator",
        ["ReadLoad"] = "secretary, committee, board, operator",
        ["GetListTemplate"] = "secretary, committee, board, operator",
        ["PlanLoad"] = "secretary, committee, board, operator",
        ["DecideRows"] = "secretary, committee, board, operator",
        ["GetLoadPlan"] = "secretary, committee, board, operator",
        ["GetAbsentMembers"] = "secretary, committee, board, operator",
        ["GetKeptRows"] = "secretary, committee, board, operator",
        ["GetErrorWorkbook"] = "secretary, committee, board, operator",
        ["CommitLoad"] = "secretary, committee, board, operator",
        ["GiveUpLoad"] = "secretary, committee, board, operator",
        ["UndoLoad"] = "secretary, committee, board, operator",
        ["CarryOutLoad"] = "secretary, committee, board, operator",
        ["ListLoads"] = "secretary, committee, board, operator",
        ["CommitImport"] = "secretary, committee, board, operator",
        ["UndoImport"] = "secretary, committee, board, operator",
        ["PlanAccountImport"] = "secretary, committee, board, operator",
        ["PlanMemberImport"] = "secretary, committee, board, operator",
        ["PlanRoleImport"] = "committee, board, operator",
        ["PlanUnitImport"] = "board, operator",

        ["ExportRoster"] = "committee, board, operator",
        ["GetCoverage"] = "committee, board, operator",
        ["GetRosterTemplate"] = "committee, board, operator",
        ["GetStatistics"] = "committee, board, operator",
        ["GetRosterUnits"] = "committee, board, operator",
        ["ListRoster"] = "committee, board, operator",
        ["ListUnits"] = "committee, board, operator",
        ["SetRosterColumns"] = "committee, board, operator",
        ["GetBoardHome"] = "committee, board, elsewhere, operator, other operator",
        ["ListNotices"] = "board, operator",
        ["PublishNotice"] = "board, operator",
        ["GetViewerNames"] = "board, operator",
        ["SetViewerNames"] = "board, operator",

        ["CheckInstallation"] = "administrator",
        ["CloseUser"] = "administrator",
        ["CreateUser"] = "administrator",
        ["EndSessionsOfUser"] = "administrator",
        ["GetInstallationState"] = "administrator",
        ["GetUser"] = "administrator",
        ["GiveGrant"] = "administrator",
        ["IssueSetupLink"] = "administrator",
        ["ListUsers"] = "administrator",
        ["RevokeGrant"] = "administrator",
        ["ShowSetupLink"] = "administrator",

        ["ResetSecondFactor"] = "operator, other operator",
        ["CreateAdministrator"] = "operator, other operator",
        ["ProposeRootUnit"] = "operator, other operator",
    };

    private static readonly Unit District = NewUnit("d", null, UnitKind.Superior);
    private static readonly Unit Branch = NewUnit("b", District, UnitKind.Branch);
    private static readonly Unit OtherDistrict = NewUnit("o", null, UnitKind.Superior);

    private static readonly Dictionary<string, AccessScope> Callers = new()
    {
        ["nobody"] = AccessScope.Nobody,
        ["member"] = SignedIn() with { MemberId = Guid.CreateVersion7(), BranchId = Branch.Id },
        ["secretary"] = SignedIn(At(Role.Secretary, Branch)),
        ["committee"] = SignedIn(At(Role.Committee, District)),
        ["board"] = SignedIn(At(Role.Board, District)),
        ["elsewhere"] = SignedIn(At(Role.Secretary, OtherDistrict), At(Role.Committee, OtherDistrict), At(Role.Board, OtherDistrict)),
        ["administrator"] = SignedIn(new GrantedUnit(Role.Administrator, null, null)),
        ["operator"] = AccessScope.Operator(District.Path),
        ["other operator"] = AccessScope.Operator(OtherDistrict.Path),
    };

    [Fact]
    public async Task Every_use_case_refuses_whoever_has_not_what_it_needs()
    {
        Assert.True(UseCases.All.Count >= 51, $"Only {UseCases.All.Count} use cases were looked at.");
        Assert.Equal(Table.Keys.Order(), UseCases.All.Select(u => u.Name).Order());

        foreach (var useCase in UseCases.All)
            Assert.Equal($"{useCase.Name}: {Table[useCase.Name]}", $"{useCase.Name}: {await WhoGetsPastAsync(useCase)}");
    }

    [Fact]
    public void What_a_use_case_declares_is_what_it_checks()
    {
        foreach (var useCase in UseCases.All)
        {
            var needs = (AccessRequirement)
                useCase.GetProperty(nameof(IUseCase.Needs), BindingFlags.Static | BindingFlags.Public)!.GetValue(null)!;
            var unit = useCase.GetNestedTypes().SelectMany(t => t.GetProperties()).Any(p => p.PropertyType == typeof(Unit)) ? Branch : null;
            var met = Callers.Where(caller => needs.IsMetBy(caller.Value, unit?.Path)).Select(caller => caller.Key);

            Assert.Equal($"{useCase.Name}: {Table[useCase.Name]}", $"{useCase.Name}: {string.Join(", ", met)}");
        }
    }

    [Fact]
    public async Task A_use_case_that_does_not_check_is_found() => Assert.Equal(Everybody, await WhoGetsPastAsync(typeof(PeekAtMembers)));

    private static async Task<string> WhoGetsPastAsync(Type useCase)
    {
        var past = new List<string>();
        foreach (var (name, scope) in Callers)
        {
            if (await new UseCaseRun(scope, Branch).GoesOnAsync(useCase))
                past.Add(name);
        }

        return string.Join(", ", past);
    }

    private static AccessScope SignedIn(params GrantedUnit[] grants) =>
        new() { UserId = Guid.CreateVersion7(), SessionId = Guid.CreateVersion7(), Grants = grants };

    private static GrantedUnit At(Role role, Unit unit) => new(role, unit.Id, unit.Path);

    private static Unit NewUnit(string label, Unit? parent, string kind) =>
        Unit.Create(Guid.CreateVersion7(), label, parent, label, label, kind, new DateOnly(2020, 1, 1));

    /// <summary>Says what it needs and never asks for it; here to show that the guard finds it.</summary>
    private sealed class PeekAtMembers(IPartyNetDb db) : IUseCase
    {
        public static AccessRequirement Needs => AccessRequirement.Member;

        public Task<ErrorOr<object>> HandleAsync(CancellationToken cancellationToken) =>
            Task.FromResult<ErrorOr<object>>((db.Members, cancellationToken));
    }
}
