namespace PartyNet.Application.Rosters;

/// <summary>What a roster is exported as.</summary>
public enum RosterFile
{
    /// <summary>Danh sách làm việc: one line a person, for the screen and for paper.</summary>
    Workbook = 1,

    /// <summary>Every column with whole addresses, for other programs. Its columns are public and the same everywhere.</summary>
    Csv = 2,

    /// <summary>Danh sách chính thức: a party document that somebody signs.</summary>
    OfficialDocument = 3,
    OfficialWorkbook = 4,
}

/// <summary>What the files are called outside: in addresses, file names, headers and on pages.</summary>
public static class RosterFiles
{
    public static IReadOnlyList<RosterFile> All { get; } = Enum.GetValues<RosterFile>();

    /// <summary>Also the value of <c>dinh-dang</c> and <c>--format</c>.</summary>
    public static string Code(this RosterFile file) => file switch
    {
        RosterFile.Workbook => "xlsx",
        RosterFile.Csv => "csv",
        RosterFile.OfficialDocument => "docx",
        RosterFile.OfficialWorkbook => "xlsx-chinh-thuc",
    };

    /// <summary>The file with this code; null where there is none.</summary>
    public static RosterFile? Find(string? code) =>
        All.Where(file => file.Code() == code).Select(file => (RosterFile?)file).FirstOrDefault();

    public static string Name(this RosterFile file) => file switch
    {
        RosterFile.Workbook => "Danh sách làm việc, Excel (.xlsx)",
        RosterFile.Csv => "Danh sách làm việc, CSV (.csv)",
        RosterFile.OfficialDocument => "Danh sách chính thức, Word (.docx)",
        RosterFile.OfficialWorkbook => "Danh sách chính thức, Excel (.xlsx)",
    };

    public static bool IsOfficial(this RosterFile file) => file is RosterFile.OfficialDocument or RosterFile.OfficialWorkbook;

    /// <summary>Without the dot.</summary>
    public static string Extension(this RosterFile file) => file switch
    {
        RosterFile.Workbook or RosterFile.OfficialWorkbook => "xlsx",
        RosterFile.Csv => "csv",
        RosterFile.OfficialDocument => "docx",
    };

    public static string ContentType(this RosterFile file) => file switch
    {
        RosterFile.Workbook or RosterFile.OfficialWorkbook => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        RosterFile.Csv => "text/csv; charset=utf-8",
        RosterFile.OfficialDocument => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    };
}
