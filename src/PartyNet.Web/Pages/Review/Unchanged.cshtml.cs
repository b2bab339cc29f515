using System.Globalization;
using ErrorOr;
using Microsoft.AspNetCore.Mvc;
using PartyNet.Application;
using PartyNet.Application.Declarations;
using PartyNet.Web.Links;
using PartyNet.Web.Security;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Pages.Review;

/// <summary>Declarations that say nothing new, confirmed together: the list is the question, one button the answer.</summary>
public sealed class UnchangedModel(ListUnchanged listUnchanged, ConfirmUnchanged confirm) : PageAtUnit
{
    [BindProperty]
    public UnchangedForm Form { get; set; } = new();

    [BindProperty(Name = RequestKeyTagHelper.DefaultName)]
    public Guid RequestKey { get; set; }

    [BindProperty(SupportsGet = true, Name = BranchLinks.ConfirmedSince)]
    public string? Since { get; set; }

    /// <summary>Null where the page was asked for too often.</summary>
    public UnchangedList? List { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShowAsync([], cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var confirmed = await confirm.HandleAsync(
            new ConfirmUnchanged.Command(Unit, [.. Form.Chosen.Select(Read).OfType<SeenDeclaration>()], RequestKey), cancellationToken);
        if (confirmed.IsError)
            return await ShowAsync(confirmed.Errors, cancellationToken);
        return confirmed.Value.Since is { } since
            ? Redirect(BranchLinks.Unchanged(Unit.Code, since))
            : await ShowAsync(
                [Problem.At(nameof(Form.Chosen), "Các bản đã chọn vừa thay đổi nên chưa xác nhận. Danh sách dưới đây là danh sách mới.")],
                cancellationToken);
    }

    /// <summary>Ticked until somebody unticks it.</summary>
    public bool IsChosen(UnchangedDeclaration row) => !HttpMethods.IsPost(Request.Method) || Form.Chosen.Contains(Name(row));

    /// <summary>How a row is named in the form: with the state of it that is shown.</summary>
    public static string Name(UnchangedDeclaration row) => string.Create(CultureInfo.InvariantCulture, $"{row.Id}:{row.Version}");

    private static SeenDeclaration? Read(string name) =>
        name.Split(':') is [var id, var version] && Guid.TryParse(id, out var declaration)
            && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
            ? new SeenDeclaration(declaration, seen)
            : null;

    private async Task<IActionResult> ShowAsync(List<Error> errors, CancellationToken cancellationToken)
    {
        var since = long.TryParse(Since, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && at <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(at)
            : (DateTimeOffset?)null;
        var list = await listUnchanged.HandleAsync(new ListUnchanged.Query(Unit, since), cancellationToken);
        if (list.IsError)
            return this.WithErrors(list.Errors);
        List = list.Value;
        return errors.Count == 0 ? Page() : this.WithErrors(errors);
    }
}

/// <summary>The declarations that are ticked, as <see cref="UnchangedModel.Name"/> names them.</summary>
public sealed class UnchangedForm
{
    public List<string> Chosen { get; set; } = [];
}
