using System.Text;
using ErrorOr;
using Microsoft.AspNetCore.Mvc;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Imports;
using PartyNet.Application.Imports.Loads;
using PartyNet.Web.Links;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Imports;

/// <summary>Takes a list, as a file or as pasted cells; names the templates and the lists that were loaded before.</summary>
public sealed class StartModel(StartLoad startLoad, ListLoads listLoads, AccessContext access) : ImportPage
{
    /// <summary>Cells that are pasted are text separated by tabs.</summary>
    private const string PastedName = "Các ô đã dán";

    [BindProperty]
    public StartForm Form { get; set; } = new();

    public IReadOnlyList<Choice<ImportKind>> Kinds =>
        [.. LoadKinds.Open(access.Scope, Unit).Select(kind => ImportKinds.All.Of(kind))];

    [BindProperty(SupportsGet = true, Name = LoadLinks.JustGivenUp)]
    public string? JustGivenUp { get; set; }

    public bool IsPasteOpen => !string.IsNullOrEmpty(Form.Pasted);

    /// <summary>Null where they could not be read.</summary>
    public Page<LoadView>? Loads { get; private set; }

    /// <summary>A list waits that can be gone on with, or given up.</summary>
    public bool HasWaiting => Loads?.Rows.Any(load => load.State.IsOpen()) ?? false;

    public static string HintOf(ImportKind kind) => kind switch
    {
        ImportKind.Members => "Họ tên, ngày sinh, chi bộ, số thẻ…",
        ImportKind.Units => "Các đảng bộ, chi bộ trực thuộc, trước khi nhập đảng viên",
        ImportKind.Roles => "Ai là bí thư, phó bí thư, cấp ủy ở đâu",
        ImportKind.Accounts => "Facebook, Zalo… chi bộ đã ghi; từng đồng chí xem lại rồi mới kê khai",
    };

    public async Task<IActionResult> OnGetAsync(PageCursor cursor, CancellationToken cancellationToken) =>
        await LoadAsync(cursor, cancellationToken) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var errors = new List<Error>();
        var kind = ImportKinds.All.Find(Form.Kind)?.Value;
        if (kind is null)
            errors.Add(Problem.At(nameof(Form.Kind), "Chọn loại danh sách."));
        var isPasted = !string.IsNullOrWhiteSpace(Form.Pasted);
        if (Form.File is null && !isPasted)
            errors.Add(Problem.At(nameof(Form.File), "Chọn tệp danh sách, hoặc dán các ô của danh sách."));
        if (Form.File is not null && isPasted)
            errors.Add(Problem.At(nameof(Form.File), "Chọn tệp hoặc dán các ô, chỉ một trong hai."));
        if (errors.Count == 0)
        {
            var (name, content) = await ReadAsync(cancellationToken);
            var load = await startLoad.HandleAsync(
                new StartLoad.Command(Unit, kind!.Value, name, content, RequestKey), cancellationToken);
            if (!load.IsError)
                return Redirect(Links.Reading(load.Value));
            errors = load.Errors;
        }

        return await LoadAsync(PageCursor.First, cancellationToken) ?? this.WithErrors(errors);
    }

    private async Task<(string Name, byte[] Content)> ReadAsync(CancellationToken cancellationToken)
    {
        if (Form.File is not { } file)
            return (PastedName, Encoding.UTF8.GetBytes(Form.Pasted!));
        var content = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(content, cancellationToken);
        return (file.FileName, content);
    }

    private async Task<IActionResult?> LoadAsync(PageCursor cursor, CancellationToken cancellationToken)
    {
        var loads = await listLoads.HandleAsync(new ListLoads.Query(Unit, cursor), cancellationToken);
        if (loads.IsError)
            return this.WithErrors(loads.Errors);
        Loads = loads.Value;
        return null;
    }
}

/// <summary>The list that is handed in.</summary>
public sealed class StartForm
{
    public string? Kind { get; set; }
    public IFormFile? File { get; set; }
    public string? Pasted { get; set; }
}
