using ErrorOr;

namespace PartyNet.Application.Imports.Loads;

/// <summary>What loads are refused with.</summary>
internal static class LoadErrors
{
    public static Error UnderWay => Problem.Conflict("Lần nhập này đang được xử lý hoặc đã xong. Đồng chí tải lại trang để xem.");

    public static Error Overtaken =>
        Problem.Conflict("Lần nhập này vừa được sửa hoặc lập kế hoạch ở nơi khác. Đồng chí tải lại trang để xem.");

    public static Error NoPlan => Problem.Conflict("Lần nhập này chưa có kế hoạch. Đồng chí lập kế hoạch trước.");
}
