using System.Globalization;
using ErrorOr;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Rosters;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Rosters;

/// <summary>What was typed around an official list.</summary>
/// <param name="Lines">All but the day.</param>
/// <param name="Day">Empty where it is written by hand.</param>
public sealed record TypedHeading(RosterHeading Lines, string? Day);

/// <summary>How what stands around an official list is read from a form, and how it is printed.</summary>
internal static class RosterHeadings
{
    /// <summary>Where a form has the heading: errors stand at its fields.</summary>
    public const string Field = "Heading";

    private const string ByHand = "......";

    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    public static ErrorOr<RosterHeading> Read(TypedHeading typed, DateOnly today)
    {
        var errors = new List<Error>();
        var lines = typed.Lines;
        var heading = lines with
        {
            Superior = Line(lines.Superior, nameof(lines.Superior), "Cấp trên"),
            Organisation = Line(lines.Organisation, nameof(lines.Organisation), "Tổ chức"),
            Number = WithoutWord(Line(lines.Number, nameof(lines.Number), "Số, ký hiệu", RosterHeading.NumberLength)),
            Place = Line(lines.Place, nameof(lines.Place), "Địa danh"),
            Title = Line(lines.Title, nameof(lines.Title), "Tên văn bản"),
            Subject = Line(lines.Subject, nameof(lines.Subject), "Trích yếu", RosterHeading.SubjectLength),
            PreparedBy = Line(lines.PreparedBy, nameof(lines.PreparedBy), "Người lập biểu"),
            OnBehalfOf = Line(lines.OnBehalfOf, nameof(lines.OnBehalfOf), "Ký thay mặt"),
            SignerPosition = Line(lines.SignerPosition, nameof(lines.SignerPosition), "Chức vụ người ký"),
            SignerName = Line(lines.SignerName, nameof(lines.SignerName), "Họ và tên người ký"),
            Day = ReadDay(),
        };
        if (heading.Title.Length == 0)
            errors.Add(At(nameof(lines.Title), $"Nhập tên văn bản, ví dụ: {RosterHeading.UsualTitle}."));
        if (heading.Organisation.Length == 0 && !heading.IsLeftOut)
            errors.Add(At(nameof(lines.Organisation), "Nhập tên tổ chức."));
        return errors.Count > 0 ? errors : heading;

        string Line(string? text, string field, string name, int longest = RosterHeading.LineLength)
        {
            var line = VietnameseText.Normalize(text);
            if (line.Length > longest)
                errors.Add(At(field, $"{name} dài quá {longest} ký tự; đề nghị ghi ngắn lại."));
            return line;
        }

        DateOnly? ReadDay()
        {
            if (string.IsNullOrWhiteSpace(typed.Day))
                return null;
            var reading = VietnameseDate.Parse(typed.Day, today);
            if (reading is { IsDate: true, Precision: DatePrecision.Day })
                return reading.Value;
            errors.Add(At(nameof(lines.Day), "Nhập ngày, tháng, năm của văn bản, ví dụ 05/02/2026; hoặc để trống để ghi tay."));
            return null;
        }
    }

    /// <summary>What a unit's form begins with: the last list's lines, but number and day are those of one document.</summary>
    /// <param name="superior">Name of the unit above; null where there is none.</param>
    public static RosterHeading Begin(RosterTemplate? template, string unit, string? superior, DateOnly today) =>
        (template?.Heading ?? new RosterHeading { Superior = superior ?? "", Organisation = unit }) with { Number = "", Day = today };

    /// <summary>What is worth remembering.</summary>
    public static RosterHeading ToRemember(RosterHeading heading) => heading with { Number = "", Day = null };

    public static OfficialHeading Print(RosterHeading heading, DateOnly today) => new(
        Capital(heading.Superior),
        Capital(heading.Organisation),
        $"Số {(heading.Number.Length > 0 ? heading.Number : ByHand)}",
        PlaceAndDay(heading, today),
        heading.IsDraft ? "DỰ THẢO" : "",
        Capital(heading.Title),
        heading.Subject,
        heading.IsLeftOut);

    public static OfficialSignatures Sign(RosterHeading heading) =>
        new(heading.PreparedBy, Capital(heading.OnBehalfOf), Capital(heading.SignerPosition), heading.SignerName);

    /// <summary>Days below ten and the first two months are written with a zero, so that nothing can be put before them.</summary>
    private static string PlaceAndDay(RosterHeading heading, DateOnly today)
    {
        var place = heading.Place.Length > 0 ? heading.Place : ByHand;
        return heading.Day is { } day
            ? $"{place}, ngày {day.Day:00} tháng {(day.Month <= 2 ? $"0{day.Month}" : day.Month)} năm {day.Year}"
            : $"{place}, ngày {ByHand} tháng {ByHand} năm {today.Year}";
    }

    private static string Capital(string line) => line.ToUpper(Vietnamese);

    private static string WithoutWord(string number) =>
        number.StartsWith("Số ", StringComparison.OrdinalIgnoreCase) || number.StartsWith("Số:", StringComparison.OrdinalIgnoreCase)
            ? number[3..].Trim()
            : number;

    private static Error At(string field, string message) => Problem.At($"{Field}.{field}", message);
}
