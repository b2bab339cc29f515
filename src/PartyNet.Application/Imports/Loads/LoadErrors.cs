using ErrorOr;

namespace PartyNet.Application.Imports.Loads;

/// <summary>What loads are refused with.</summary>
internal static class LoadErrors
{
    public static Error UnderWay => Problem.Conflict("Lần nhập này đang được xử lý hoặc đã xong. Đồng chí tải lại trang để xem.");

    public static Error Overtaken =>
        Problem.Conflict("Lần nhập này vừa được sửa hoặc so lại ở nơi khác. Đồng chí tải lại trang để xem.");

    /// <summary>Why there is no plan to go on with.</summary>
    public static Error Without(ListLoad load) => load.State is LoadState.Reading or LoadState.Failed ? NoPlan : UnderWay;

    /// <summary>Rows of a plan are kept while it can be undone.</summary>
    public static Error RowsGone => Problem.Conflict("Các dòng của lần nhập này đã hết hạn lưu nên không xem lại được nữa.");

    public static Error NoPlan => Problem.Conflict("Lần nhập này chưa được so với hệ thống. Đồng chí mở lại và bấm so trước.");
}
