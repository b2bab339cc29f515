using PartyNet.Application.Rosters;
using PartyNet.Domain.Rosters;
using PartyNet.Domain.Text;

namespace PartyNet.Web.Pages.Board;

/// <summary>What an office writes around an official list.</summary>
public sealed class HeadingForm
{
    /// <summary>The block above the title is not printed.</summary>
    public bool IsLeftOut { get; set; }

    public string? Superior { get; set; }
    public string? Organisation { get; set; }
    public string? Number { get; set; }
    public string? Place { get; set; }

    /// <summary>As typed.</summary>
    public string? Day { get; set; }

    public string? Title { get; set; }
    public string? Subject { get; set; }
    public bool IsDraft { get; set; } = true;
    public string? PreparedBy { get; set; }
    public string? OnBehalfOf { get; set; }
    public string? SignerPosition { get; set; }
    public string? SignerName { get; set; }

    public static HeadingForm Of(RosterHeading heading) => new()
    {
        IsLeftOut = heading.IsLeftOut,
        Superior = heading.Superior,
        Organisation = heading.Organisation,
        Number = heading.Number,
        Place = heading.Place,
        Day = heading.Day is { } day ? VietnamTime.Date(day) : null,
        Title = heading.Title,
        Subject = heading.Subject,
        IsDraft = heading.IsDraft,
        PreparedBy = heading.PreparedBy,
        OnBehalfOf = heading.OnBehalfOf,
        SignerPosition = heading.SignerPosition,
        SignerName = heading.SignerName,
    };

    public TypedHeading Typed() => new(
        new RosterHeading
        {
            IsLeftOut = IsLeftOut,
            Superior = Superior ?? "",
            Organisation = Organisation ?? "",
            Number = Number ?? "",
            Place = Place ?? "",
            Title = Title ?? "",
            Subject = Subject ?? "",
            IsDraft = IsDraft,
            PreparedBy = PreparedBy ?? "",
            OnBehalfOf = OnBehalfOf ?? "",
            SignerPosition = SignerPosition ?? "",
            SignerName = SignerName ?? "",
        },
        Day);
}
