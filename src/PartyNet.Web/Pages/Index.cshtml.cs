using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application.Access;

namespace PartyNet.Web.Pages;

/// <summary>The caller's home: their tasks, each section from the role it belongs to.</summary>
public sealed class IndexModel(AccessContext access) : PageModel
{
    public AccessScope Scope => access.Scope;
}
