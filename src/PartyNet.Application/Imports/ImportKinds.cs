namespace PartyNet.Application.Imports;

/// <summary>How each kind of list is called, and what stands for it in addresses.</summary>
public static class ImportKinds
{
    /// <summary>What is loaded most often first.</summary>
    public static IReadOnlyList<Choice<ImportKind>> All { get; } =
    [
        new("dang-vien", "Danh sách đảng viên", ImportKind.Members),
        new("to-chuc", "Danh sách tổ chức đảng", ImportKind.Units),
        new("vai-tro", "Danh sách vai trò", ImportKind.Roles),
        new("tai-khoan", "Tài khoản đã thu thập", ImportKind.Accounts),
    ];
}
