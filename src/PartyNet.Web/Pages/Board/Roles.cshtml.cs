using PartyNet.Application.Access;
using PartyNet.Web.Links;

namespace PartyNet.Web.Pages.Board;

/// <inheritdoc/>
public sealed class RolesModel(RoleDesk desk, FactorResetDesk resets, AccessContext access) : RolesPage(desk, resets, access)
{
    public override string Home => BoardLinks.Roles(Unit.Code);
}
