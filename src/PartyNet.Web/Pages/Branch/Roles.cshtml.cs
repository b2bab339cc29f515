using PartyNet.Application.Access;
using PartyNet.Web.Links;
using PartyNet.Web.Pages.Board;

namespace PartyNet.Web.Pages.Branch;

/// <inheritdoc/>
public sealed class RolesModel(RoleDesk desk, AccessContext access) : RolesPage(desk, access)
{
    public override string Home => BranchLinks.Roles(Unit.Code);
}
