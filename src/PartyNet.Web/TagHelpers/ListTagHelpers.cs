using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace PartyNet.Web.TagHelpers;

/// <summary>Up to about four things to do, holding <c>pn-task</c>. Not for steps in a fixed order.</summary>
[HtmlTargetElement("pn-task-list")]
public sealed class TaskListTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "ul";
        output.AddClass("pn-tasks");
    }
}

/// <summary><c>&lt;pn-task title="Kê khai" href="/ke-khai" hint="Hạn nộp 30/09/2026"&gt;&lt;pn-status kind="Info"&gt;Chưa bắt
/// đầu&lt;/pn-status&gt;&lt;/pn-task&gt;</c>.
/// Without <c>href</c> it cannot be done yet. What is finished gets <c>pn-status kind="Plain"</c>.</summary>
[HtmlTargetElement("pn-task", Attributes = "title", ParentTag = "pn-task-list")]
public sealed class TaskTagHelper : TagHelper
{
    public string Title { get; set; } = "";

    // Razor hands over an expression that is null as empty text.
    public string? Href { get; set => field = string.IsNullOrEmpty(value) ? null : value; }
    public string? Hint { get; set => field = string.IsNullOrEmpty(value) ? null : value; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var status = await output.ChildContentAsync();
        var id = $"pn-{context.UniqueId}";
        var described = string.Join(
            ' ',
            new[] { Hint is null ? null : $"{id}-hint", status is null ? null : $"{id}-status" }.Where(d => d is not null)
        );
        var name = Href is null
            ? Markup.Element("span", text: Title)
            : Markup.Element("a", text: Title).With("href", Href).With("aria-describedby", described.Length > 0 ? described : null);
        var hint = Hint is null ? null : Markup.Element("span", "pn-hint", Hint).With("id", $"{id}-hint");
        output.TagName = "li";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Content.AppendHtml(new TagBuilder("div").Containing(name, hint));
        if (status is not null) output.Content.AppendHtml(new TagBuilder("span").With("id", $"{id}-status").Containing(status));
    }
}

/// <summary>What happened, newest first, holding <c>pn-event</c>.</summary>
[HtmlTargetElement("pn-timeline")]
public sealed class TimelineTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "ol";
        output.AddClass("pn-timeline");
    }
}

/// <summary><c>&lt;pn-event title="Đã nộp tờ khai" at="@instant" by="Đảng viên"&gt;…&lt;/pn-event&gt;</c>; <c>date</c> instead of <c>at</c>
/// when the
/// hour is not known, for a made-up 00:00 would be a lie.</summary>
[HtmlTargetElement("pn-event", Attributes = "title", ParentTag = "pn-timeline")]
public sealed class TimelineEventTagHelper : TagHelper
{
    public string Title { get; set; } = "";
    public DateTimeOffset? At { get; set; }
    public DateOnly? Date { get; set; }
    public string? By { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var detail = await output.ChildContentAsync();
        output.TagName = "li";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Content.AppendHtml(Markup.Heading(3, Title));
        var when = At is { } instant ? Markup.Time(instant) : Date is { } day ? Markup.Time(day) : null;
        var line = Markup.Element("p", "pn-when").Containing(when);
        if (By is not null) line.InnerHtml.Append(when is null ? By : $" – {By}");
        output.Content.AppendHtml(line);
        if (detail is not null) output.Content.AppendHtml(Markup.Element("div", "pn-detail").Containing(detail));
    }
}

/// <summary>Where a step of <c>pn-steps</c> stands.</summary>
public enum StepState
{
    Todo,
    Current,
    Done,
}

/// <summary>Fixed steps that are not in the reader's hands (Đã nộp → Chi bộ xem → Đã xác nhận), holding <c>pn-step</c>.</summary>
[HtmlTargetElement("pn-steps")]
public sealed class StepsTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "ol";
        output.AddClass("pn-steps");
    }
}

/// <summary><c>&lt;pn-step state="Done"&gt;Đồng chí đã nộp&lt;/pn-step&gt;</c></summary>
[HtmlTargetElement("pn-step", ParentTag = "pn-steps")]
public sealed class StepTagHelper : TagHelper
{
    public StepState State { get; set; }

    [HtmlAttributeNotBound, ViewContext] public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var words = await output.ChildContentAsync();
        var (icon, spoken) = State switch
        {
            StepState.Done => ("check-circle-fill", " (đã xong)"),
            StepState.Current => ("arrow-right", " (đang ở bước này)"),
            StepState.Todo => ("circle", " (chưa tới)"),
        };
        output.TagName = "li";
        output.TagMode = TagMode.StartTagAndEndTag;
        if (State == StepState.Done) output.AddClass("pn-step-done");
        if (State == StepState.Current) output.Attributes.SetAttribute("aria-current", "step");
        output.Content.AppendHtml(Markup.Icon(ViewContext, icon))
            .AppendHtml(new TagBuilder("span").Containing(words, Markup.VisuallyHidden(spoken)));
    }
}
