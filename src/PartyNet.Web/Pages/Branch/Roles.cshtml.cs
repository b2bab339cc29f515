using PartyNet.Application.Access;
using PartyNet.Web.Links;
using PartyNet.Web.Pages.Board;

namespace PartyNet.Web.Pages.Branch;

/// <inheritdoc/>
public sealed class RolesModel(RoleDesk desk, FactorResetDesk resets, AccessContext access) : RolesPage(desk, resets, access)
{
    public override string Home => BranchLinks.Roles(Unit.Code);
}
