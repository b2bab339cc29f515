using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using PartyNet.Domain.Access;

namespace PartyNet.Web.Security;

/// <summary>Who may open which pages: the whole table, by folder. The deepest folder that is named decides.</summary>
public static class PageAccess
{
    private static readonly (string Folder, AccessRequirement Requirement)[] Table =
    [
        ("/Index", AccessRequirement.SignedIn),
        ("/Errors", AccessRequirement.Open),
        ("/SignIn", AccessRequirement.Open),
        ("/StyleGuide", AccessRequirement.Open),
        ("/Declarations", AccessRequirement.Member),
        ("/MyData", AccessRequirement.Member),
        ("/Branch", AccessRequirement.AtUnit(Permissions.ViewMembers)),
        ("/Review", AccessRequirement.AtUnit(Permissions.Review)),
        ("/Board", AccessRequirement.AtUnit(Permissions.ViewCoverage)),
        ("/Board/Export", AccessRequirement.AtUnit(Permissions.ExportRoster)),
        ("/Board/Units", AccessRequirement.AtUnit(Permissions.ViewUnits)),
        ("/Board/Notices", AccessRequirement.AtUnit(Permissions.ManageContent)),
        ("/Administration", AccessRequirement.Administrator),
    ];

    /// <summary>The requirement of a page by its path below Pages/, such as <c>/Review/Declaration</c>; null where the table names none.</summary>
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
    });
}
