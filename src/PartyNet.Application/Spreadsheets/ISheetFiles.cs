using System.Diagnostics.CodeAnalysis;
using ErrorOr;

namespace PartyNet.Application.Spreadsheets;

/// <summary>Opens spreadsheets that people send in. Content decides what a file is, never its name.</summary>
public interface ISheetFiles
{
    /// <summary>
    /// Checks the whole file before any parser sees it: what it is by content, <paramref name="limits"/> counted while inflating, no DTD in
    /// any part. Names and paths inside it are ignored. A bad file is a refusal (see <see cref="SheetErrors"/>), never an exception. The
    /// caller keeps <paramref name="file"/> open while it reads.
    /// </summary>
    Task<ErrorOr<ISheetFile>> OpenAsync(Stream file, SheetLimits limits, CancellationToken cancellationToken);
}

/// <summary>How much of a spreadsheet is accepted.</summary>
/// <param name="MaxBytes">Length of the file itself.</param>
/// <param name="MaxEntries">Parts inside a workbook.</param>
/// <param name="MaxInflatedBytes">Bytes of all parts together, counted while inflating.</param>
/// <param name="MaxRows">Rows of one sheet that hold something.</param>
public sealed record SheetLimits(long MaxBytes, int MaxEntries, long MaxInflatedBytes, int MaxRows)
{
    /// <summary>What a browser may upload.</summary>
    public static SheetLimits Web { get; } = new(5 << 20, 200, 64 << 20, 20_000);

    /// <summary>What an administrator may load at the console: a province of 350,000 members.</summary>
    public static SheetLimits Console { get; } = new(100 << 20, 200, 1 << 30, 400_000);
}

/// <summary>A file that passed the checks.</summary>
public interface ISheetFile : IDisposable
{
    SheetFormat Format { get; }

    /// <summary>Sheets in the order of their tabs; a text file has one.</summary>
    IReadOnlyList<SheetInfo> Sheets { get; }

    /// <summary>Fonts of the TCVN3 and VNI families used in the workbook: a sign that its text is not Unicode.</summary>
    IReadOnlyList<string> LegacyFonts { get; }

    /// <summary>What had to be assumed to read a text file (encoding and separator), in Vietnamese; null for a workbook.</summary>
    string? Assumption { get; }

    /// <summary>Starts reading a sheet from its first row, forward only. One reader at a time.</summary>
    ISheetReader Read(int sheet);
}

/// <summary>A sheet by its tab.</summary>
public sealed record SheetInfo(string Name, bool Hidden);

/// <summary>Rows of one sheet, forward only.</summary>
public interface ISheetReader
{
    /// <summary>Moves to the next row that holds something; false at the end or when <see cref="Failure"/> says why not.</summary>
    bool TryRead([NotNullWhen(true)] out SheetRow? row);

    /// <summary>Why reading stopped before the end; null while all is well.</summary>
    Error? Failure { get; }
}
