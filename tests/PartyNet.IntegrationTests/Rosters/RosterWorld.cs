using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Protection;
using PartyNet.Application.Rosters;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Rosters;

/// <summary>What tests of rosters need on top of a world: declarations in every state, and a board that asks.</summary>
internal static class RosterWorld
{
    /// <summary>A declaration of these accounts (platform, address) in this state; without accounts the member says to have none.</summary>
    public static async Task<Declaration> DeclareAsync(this World world, Member member, DeclarationStatus status, int number = 1, params (string Platform, string Address)[] accounts)
    {
        var at = world.Clock.GetUtcNow();
        var answer = accounts.Length == 0 ? DeclarationAnswer.NoAccounts : DeclarationAnswer.HasAccounts;
        var declaration = Declaration.Submit(Guid.CreateVersion7(), member, number, answer, false, null, accounts.Length, null, at);
        await world.WriteAsync(ProcessType.DeclarationSubmitted, (db, secrets) =>
        {
            db.Members.Attach(member);
            member.Follow(declaration, at);
            if (status == DeclarationStatus.Confirmed)
                declaration.Confirm(Guid.CreateVersion7(), at);
            else if (status == DeclarationStatus.Returned)
                declaration.Return(Guid.CreateVersion7(), at);
            member.Follow(declaration, at);
            db.Declarations.Add(declaration);
            foreach (var ((platform, address), position) in accounts.Select((a, i) => (a, i + 1)))
            {
                var id = Guid.CreateVersion7();
                var details = secrets.Seal(SecretField.AccountDetails, id, new AccountDetails(address, address, null).Pack());
                db.DeclaredAccounts.Add(DeclaredAccount.Create(id, declaration, position, platform, AccountKind.Person, AccountUse.Personal, AccountFlags.None, details));
            }
        });
        return declaration;
    }

    public static async Task<RosterPage> RosterAsync(this World world, AccessScope scope, RosterFilter? filter = null, PageCursor? cursor = null, Domain.Units.Unit? unit = null)
    {
        var page = await world.RunAsync<ListRoster, ErrorOr.ErrorOr<RosterPage>>(scope,
            use => use.HandleAsync(new ListRoster.Query(unit ?? world.District, filter ?? RosterFilter.None, cursor ?? PageCursor.First), TestContext.Current.CancellationToken));
        Assert.False(page.IsError, page.IsError ? page.FirstError.Description : null);
        return page.Value;
    }

    public static async Task<ErrorOr.Error> RefusedRosterAsync(this World world, AccessScope scope, RosterFilter filter, Domain.Units.Unit? unit = null)
    {
        var page = await world.RunAsync<ListRoster, ErrorOr.ErrorOr<RosterPage>>(scope,
            use => use.HandleAsync(new ListRoster.Query(unit ?? world.District, filter, PageCursor.First), TestContext.Current.CancellationToken));
        Assert.True(page.IsError);
        return page.FirstError;
    }

    public static string[] Names(this RosterPage page) => [.. page.Page.Rows.Select(r => r.FullName)];
}
