using Microsoft.AspNetCore.Mvc.Rendering;
using PartyNet.Application;
using PartyNet.Application.Rosters;

namespace PartyNet.Web.Pages.Board;

/// <summary>The choices of a roster's filter, and in words those that are made.</summary>
public sealed class RosterFilterForm(RosterFilter filter, IReadOnlyList<UnitChoice> units)
{
    public IReadOnlyList<SelectListItem> States { get; } = Items(RosterChoices.States);
    public IReadOnlyList<SelectListItem> Kinds { get; } = Items(RosterChoices.Kinds);
    public IReadOnlyList<SelectListItem> Works { get; } = Items(RosterChoices.Works);
    public IReadOnlyList<SelectListItem> Activities { get; } = [.. Items(RosterChoices.Activities).Skip(1)];

    /// <summary>What the list holds while nothing is chosen.</summary>
    public string DefaultActivity { get; } = RosterChoices.Activities[0].Name;

    /// <summary>Those further down are set in, by spaces that a list of choices keeps.</summary>
    public IReadOnlyList<SelectListItem> Units { get; } =
        [.. units.Select(u => new SelectListItem(new string('\u00A0', 4 * u.Level) + u.Name, u.Code))];

    public IReadOnlyList<SelectListItem> Platforms { get; } = Items(RosterChoices.Platforms);

    /// <summary>Whether one of the choices that are folded away is made.</summary>
    public bool HasMore => (filter.Kind ?? filter.Work ?? filter.Platform ?? filter.Activity) is not null;

    /// <summary>Each choice that is made, with the filter that remains without it.</summary>
    public IEnumerable<(string Words, RosterFilter Without)> Chosen()
    {
        if (filter.IsSearch)
            yield return ($"Họ tên hoặc mã “{filter.Name}”", filter with { Name = null });
        if (Text(States, filter.State) is { } state)
            yield return (state, filter with { State = null });
        if (Text(Units, filter.Unit) is { } unit)
            yield return (unit.Trim('\u00A0'), filter with { Unit = null });
        if (Text(Kinds, filter.Kind) is { } kind)
            yield return ($"Đảng viên {kind.ToLowerInvariant()}", filter with { Kind = null });
        if (Text(Works, filter.Work) is { } work)
            yield return ($"Công tác: {work}", filter with { Work = null });
        if (Text(Platforms, filter.Platform) is { } platform)
            yield return (platform, filter with { Platform = null });
        if (Text(Activities, filter.Activity) is { } activity)
            yield return (activity, filter with { Activity = null });
    }

    private static List<SelectListItem> Items<T>(IReadOnlyList<Choice<T>> choices) =>
        [.. choices.Select(c => new SelectListItem(c.Name, c.Code))];

    private static string? Text(IReadOnlyList<SelectListItem> items, string? value) =>
        value is null ? null : items.FirstOrDefault(i => i.Value == value)?.Text;
}
