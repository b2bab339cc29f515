using PartyNet.Application.Members;
using PartyNet.Domain.Text;

namespace PartyNet.Web.Pages;

/// <summary>How a search by name reads that found more than it looks at.</summary>
public static class SearchWords
{
    public static string Cut { get; } =
        $"Có hơn {Numbers.Text(MemberSearch.Most)} đảng viên mang họ tên như đã gõ; danh sách này chỉ tìm trong "
        + $"{Numbers.Text(MemberSearch.Most)} người. Để tìm đủ, đề nghị đồng chí gõ thêm họ hoặc tên đệm.";

    /// <summary>The same of users, found by their logins or by the units where they hold a role.</summary>
    public static string CutUsers { get; } =
        $"Có hơn {Numbers.Text(MemberSearch.Most)} người dùng hoặc tổ chức khớp với chữ đã gõ; danh sách này chỉ tìm trong "
        + $"{Numbers.Text(MemberSearch.Most)} kết quả đầu. Để tìm đủ, đề nghị đồng chí gõ thêm.";

    /// <summary>"312", or "hơn 2.000" where there are more; "ít nhất 312" where other filters left so many of those looked at.</summary>
    public static string Count(int found, bool isCut) =>
        !isCut ? Numbers.Text(found) : found == MemberSearch.Most ? $"hơn {Numbers.Text(found)}" : $"ít nhất {Numbers.Text(found)}";

    /// <summary>What an empty list says: that there is nobody only where everybody was looked at.</summary>
    public static string Nobody(bool isCut) => isCut
        ? $"Trong {Numbers.Text(MemberSearch.Most)} đảng viên đã tìm không có ai khớp các mục lọc khác."
        : "Không có đảng viên nào khớp.";
}
