using PartyNet.Domain.Access;

namespace PartyNet.UnitTests.Access;

public sealed class RoleNameTests
{
    [Theory]
    [InlineData(Role.Secretary, "Chi bộ Khu 14", null, "Bí thư, Chi bộ Khu 14")]
    [InlineData(Role.Board, "Đảng bộ huyện", "Ban Tuyên giáo", "Ban Tuyên giáo, Đảng bộ huyện")]
    [InlineData(Role.Board, "Đảng bộ huyện", null, "Ban, Đảng bộ huyện")]
    [InlineData(Role.Committee, "Đảng bộ huyện", "Ban Tuyên giáo", "Cấp ủy, Đảng bộ huyện")]
    [InlineData(Role.Administrator, null, null, "Quản trị hệ thống")]
    public void A_role_is_called_with_its_unit(Role role, string? unit, string? board, string expected) =>
        Assert.Equal(expected, RolePermissions.Name(role, unit, board));
}
