using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using PartyNet.Application.Access;
using PartyNet.Application.Declarations;
using PartyNet.Application.Imports.Loads;
using PartyNet.Application.Members;
using PartyNet.Application.Rosters;
using PartyNet.Application.Units;
using PartyNet.Domain.Access;

namespace PartyNet.Web.Security;

/// <summary>
/// Who may open which pages: the whole table, by folder. The deepest folder that is named decides. What a page needs is what the use
/// case needs that it shows.
/// </summary>
public static class PageAccess
{
    private static readonly (string Folder, AccessRequirement Requirement)[] Table =
    [
        ("/Index", GetHome.Needs),
        ("/Errors", AccessRequirement.Open),
        ("/SignIn", SignIn.Needs),
        ("/SignIn/SendOn", SignOut.Needs),
        ("/StyleGuide", AccessRequirement.Open),
        ("/Declarations", GetMyDraft.Needs),
        ("/MyData", GetMyData.Needs),
        ("/MyData/Sessions", ListMySessions.Needs),
        ("/MyData/Factor", GetMyFactor.Needs),
        ("/MyData/Passkeys", ListMyPasskeys.Needs),
        ("/MyData/RemovePasskey", ListMyPasskeys.Needs),
        ("/MyData/Password", ChangePassword.Needs),
        ("/MyData/RecoveryCodes", ShowRecoveryCodes.Needs),
        ("/Branch", GetBranchHome.Needs),
        ("/Branch/Correction", GetFactCorrection.Needs),
        ("/Branch/Slips", ListSlips.Needs),
        ("/Branch/SlipBirthDate", RecordBirthDate.Needs),
        ("/Branch/Roles", ListRoles.Needs),
        ("/Review", ListReviewQueue.Needs),
        ("/Board", GetCoverage.Needs),
        ("/Board/Statistics", GetStatistics.Needs),
        ("/Board/Roster", ListRoster.Needs),
        ("/Board/Export", ExportRoster.Needs),
        ("/Board/ExportColumns", SetRosterColumns.Needs),
        ("/Board/Units", ListUnits.Needs),
        ("/Board/Notices", PublishNotice.Needs),
        ("/Board/ViewerNames", SetViewerNames.Needs),
        // Of the same use cases as the branch's page, which is for those who have no pages of a board.
        ("/Board/Roles", AccessRequirement.AtUnit(Permissions.GiveRoles | Permissions.ViewCoverage)),
        ("/Imports", ListLoads.Needs),
        ("/Administration", ListUsers.Needs),
        ("/Administration/UnitKinds", ListUnitKinds.Needs),
        ("/Administration/UnitKind", SetUnitKind.Needs),
    ];

    /// <summary>
    /// The requirement of a page by its path below Pages/, such as <c>/Review/Declaration</c>; null where the table names none.
    /// </summary>
    public static AccessRequirement? Of(string page) => Table
        .Where(row => page == row.Folder || page.StartsWith(row.Folder + "/", StringComparison.Ordinal))
        .OrderByDescending(row => row.Folder.Length)
        .Select(row => row.Requirement)
        .FirstOrDefault();

    public static void Apply(PageConventionCollection conventions) => conventions.AddFolderApplicationModelConvention("/", page =>
    {
        if (Of(page.ViewEnginePath) is not { } requirement)
            return;
        page.EndpointMetadata.Add(new AccessAttribute(requirement));
        if (requirement is AccessRequirement.OpenToAll)
            page.EndpointMetadata.Add(new AllowAnonymousAttribute());
        else
            page.Filters.Add(new Refusals.Recorded());
    });
}
