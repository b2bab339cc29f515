using ErrorOr;

namespace PartyNet.Application.Imports.Loads;

/// <summary>What loads are refused with.</summary>
internal static class LoadErrors
{
    public static Error UnderWay => Problem.Conflict("Lần nhập này đang được xử lý hoặc đã xong. Đồng chí tải lại trang để xem.");

    public static Error Overtaken =>
        Problem.Conflict("Lần nhập này vừa được sửa hoặc so lại ở nơi khác. Đồng chí tải lại trang để xem.");

    public static Error NoPlan => Problem.Conflict("Lần nhập này chưa được so với hệ thống. Đồng chí mở lại và bấm so trước.");
}
