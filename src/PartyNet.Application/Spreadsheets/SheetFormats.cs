namespace PartyNet.Application.Spreadsheets;

/// <summary>What the formats are called outside: in addresses, file names and headers.</summary>
public static class SheetFormats
{
    /// <summary>File extension without the dot; also the value of <c>dinh-dang</c> and <c>--format</c>.</summary>
    public static string Extension(this SheetFormat format) => format switch
    {
        SheetFormat.Xlsx => "xlsx",
        SheetFormat.Csv => "csv",
    };

    public static string ContentType(this SheetFormat format) => format switch
    {
        SheetFormat.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        SheetFormat.Csv => "text/csv; charset=utf-8",
    };
}
