using ErrorOr;

namespace PartyNet.Application.Spreadsheets;

/// <summary>Why a file was refused.</summary>
public enum SheetRefusal
{
    Empty = 1,
    TooLarge,
    NotASpreadsheet,
    OldExcel,
    Encrypted,
    Macros,
    TooManyParts,
    InflatesTooMuch,
    UnsafePartName,
    DocumentType,
    NestedArchive,
    Damaged,
    TooManyRows,
    TooWide,

    /// <summary>Nothing is wrong with it: too many others are being read.</summary>
    Busy,
}

/// <summary>
/// Refusals of files: code <c>File</c>, the <see cref="SheetRefusal"/> in the metadata, and a sentence that says what to do.
/// </summary>
public static class SheetErrors
{
    public const string Field = "File";

    private const string RefusalKey = "refusal";

    public static Error Of(SheetRefusal refusal, string sentence) =>
        Error.Validation(Field, sentence, new Dictionary<string, object> { [RefusalKey] = refusal });

    /// <summary>The reason of a refusal made here; null for any other error.</summary>
    public static SheetRefusal? Refusal(this Error error) =>
        error.Metadata is { } metadata && metadata.TryGetValue(RefusalKey, out var value) && value is SheetRefusal refusal ? refusal : null;
}
