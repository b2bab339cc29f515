namespace PartyNet.Domain.Rosters;

/// <summary>
/// What stands around an official list on paper, as the office writes it: nothing of it is taken from a rule, and what is left empty is
/// written by hand.
/// </summary>
public sealed record RosterHeading
{
    public const int LineLength = 150;
    public const int NumberLength = 40;
    public const int SubjectLength = 300;

    public const string UsualTitle = "Danh sách";
    public const string UsualSubject = "Tài khoản mạng xã hội do đảng viên kê khai";

    /// <summary>
    /// Whether the block above the title is left out: the list goes with another document, which has it. Title and signatures stay.
    /// </summary>
    public bool IsLeftOut { get; init; }

    /// <summary>Cấp trên, such as “Đảng bộ xã Tân Lập”.</summary>
    public string Superior { get; init; } = "";

    /// <summary>Tổ chức, such as “Đảng ủy xã Tân Lập”.</summary>
    public string Organisation { get; init; } = "";

    /// <summary>Number and code of the document, such as “05-DS/ĐU”; without the word “Số”.</summary>
    public string Number { get; init; } = "";

    /// <summary>Địa danh.</summary>
    public string Place { get; init; } = "";

    /// <summary>Day of the document; null where it is written by hand.</summary>
    public DateOnly? Day { get; init; }

    public string Title { get; init; } = UsualTitle;

    /// <summary>Trích yếu.</summary>
    public string Subject { get; init; } = UsualSubject;

    /// <summary>Whether the list says that it is a draft: until the office confirms it.</summary>
    public bool IsDraft { get; init; } = true;

    /// <summary>Name of who drew the list up.</summary>
    public string PreparedBy { get; init; } = "";

    /// <summary>For whom it is signed, such as “T/M Đảng ủy”; empty where the head of an office signs.</summary>
    public string OnBehalfOf { get; init; } = "";

    /// <summary>Chức vụ of who signs.</summary>
    public string SignerPosition { get; init; } = "";

    /// <summary>Name of who signs.</summary>
    public string SignerName { get; init; } = "";
}
