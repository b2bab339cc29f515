using PartyNet.Application.Access;
using PartyNet.Web.Links;

namespace PartyNet.Web.Pages.Board;

/// <inheritdoc/>
public sealed class RolesModel(RoleDesk desk, AccessContext access) : RolesPage(desk, access)
{
    public override string Home => BoardLinks.Roles(Unit.Code);
}
