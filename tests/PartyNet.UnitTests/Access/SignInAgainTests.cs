using System.Reflection;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Domain.Access;
using PartyNet.Domain.Units;

namespace PartyNet.UnitTests.Access;

/// <summary>
/// What somebody has to sign in for once more who signed in more than five minutes ago, written down by hand. Whoever writes a use case
/// that could hurt many at once, or gives rights away, meets the second test.
/// </summary>
[Trait("Security", "S5")]
public sealed class SignInAgainTests
{
    private static readonly string[] Asking =
    [
        "AddPasskey", "ApproveFactorReset", "AskFactorReset", "CloseUser", "CommitImport", "CommitLoad", "CreateUser", "EndRole",
        "EndSessionsOfUser", "EnrolAuthenticator", "ExportRoster", "GiveGrant", "GiveRole", "IssueSetupLink", "OfferPasskey",
        "PrintSlips", "RemovePasskey", "RenewRecoveryCodes", "RevokeGrant", "UndoImport", "UndoLoad",
    ];

    /// <summary>What writes with a dangerous permission and asks nobody, and why not.</summary>
    private static readonly Dictionary<string, string> Exempt = new()
    {
        ["PlanRoleImport"] = "works out what a list would give, and gives nothing: committing asks",
        ["ReportSlipsLost"] = "takes slips away, and the sooner the better",
        ["RecordBirthDate"] = "adds a datum where none was, one member at a time",
        ["WithdrawFactorReset"] = "leaves everything as it is, and the sooner the better",
        ["CheckInstallation"] = "looks, and changes nothing but what was found last",
        ["SetRosterColumns"] = "arranges the columns of lists to come, and shows nobody's data",
        ["SetUnitKind"] = "says what lists call a kind of units, and gives nobody anything",
        ["ShowSetupLink"] = "shows for five minutes what was asked for just now, to the session that asked",
    };

    private static readonly Permissions[] Dangerous =
        [Permissions.ExportRoster, Permissions.PrintSlips, Permissions.GiveRoles, Permissions.ManageAccess];

    private static readonly Unit Branch =
        Unit.Create(Guid.CreateVersion7(), "b", null, "b", "b", UnitKind.Branch, new DateOnly(2020, 1, 1));

    [Fact]
    public async Task Exactly_these_ask_whoever_has_not_signed_in_a_moment_ago()
    {
        Assert.Equal(Asking, await AskingAsync(isFresh: false));
        Assert.Empty(await AskingAsync(isFresh: true));
    }

    [Fact]
    public void What_writes_with_a_dangerous_permission_asks_or_says_why_not()
    {
        var dangerous = UseCases.All.Where(IsDangerous).Select(u => u.Name).Order().ToList();

        Assert.True(dangerous.Count >= 10, $"Only {dangerous.Count} use cases were looked at.");
        Assert.Equal(dangerous, Asking.Concat(Exempt.Keys).Where(dangerous.Contains).Order());
        Assert.All(Exempt.Keys, name => Assert.DoesNotContain(name, Asking));
    }

    [Fact]
    public void A_dangerous_one_that_nobody_listed_is_found() => Assert.True(IsDangerous(typeof(GiveEverything)));

    // What only looks has a query, and writes down no more than that it did.
    private static bool IsDangerous(Type useCase) =>
        useCase.GetNestedType("Query") is null
        && useCase.GetConstructors().Single().GetParameters().Any(p => p.ParameterType == typeof(IProcesses))
        && Dangerous.Any(permission => Needs(useCase) switch
        {
            AccessRequirement.UnitPermission needs => needs.Permission.HasFlag(permission),
            AccessRequirement.SomeUnitPermission needs => needs.Permission.HasFlag(permission),
            AccessRequirement.Administration => permission == Permissions.ManageAccess,
            _ => false,
        });

    private static AccessRequirement Needs(Type useCase) => (AccessRequirement)
        useCase.GetProperty(nameof(IUseCase.Needs), BindingFlags.Static | BindingFlags.Public)!.GetValue(null)!;

    private static async Task<List<string>> AskingAsync(bool isFresh)
    {
        // Whoever may everything, so that nothing but the question is left.
        var caller = new AccessScope
        {
            UserId = Guid.CreateVersion7(),
            SessionId = Guid.CreateVersion7(),
            MemberId = Guid.CreateVersion7(),
            IsFresh = isFresh,
            Grants =
            [
                new(Role.Administrator, null, null), new(Role.Board, Branch.Id, Branch.Path), new(Role.Secretary, Branch.Id, Branch.Path),
            ],
        };
        var asking = new List<string>();
        foreach (var useCase in UseCases.All)
        {
            if (await new UseCaseRun(caller, Branch).AsksAgainAsync(useCase))
                asking.Add(useCase.Name);
        }

        return [.. asking.Order()];
    }

    private sealed class GiveEverything(IProcesses processes) : IUseCase
    {
        public static AccessRequirement Needs => AccessRequirement.Administrator;

        public IProcesses Processes => processes;
    }
}
