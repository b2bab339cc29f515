using System.Globalization;
using System.Security.Cryptography;
using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports.Loads;

/// <summary>Event of a file that was handed in to be loaded.</summary>
/// <param name="Bytes">Length of the file.</param>
public sealed record ListHandedIn(Guid LoadId, ImportKind Kind, int Bytes, int Rows);

/// <summary>
/// Takes a file, or cells that were pasted (text separated by tabs), to be loaded below a unit. Whatever is wrong with the file itself is
/// said at once; whether a list is found in it is said by <see cref="GetReading"/>, where a person can help. Errors: not found; the file is
/// none that can be read; too many lists wait to be loaded.
/// </summary>
public sealed class StartLoad(
    IPartyNetDb db, IProcesses processes, ISheetFiles sheets, IListFiles files, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.LoadLists);

    /// <summary>An office that tries and tries again has far fewer.</summary>
    private const int MostOpen = 20;

    private static string TooManyOpen =>
        $"Đơn vị đã có {MostOpen} lần nhập chưa làm xong trong 24 giờ qua. Đồng chí mở một lần nhập ở danh sách bên dưới để làm tiếp, "
        + "hoặc bỏ lần nhập không cần nữa.";

    /// <param name="FileName">As the browser says it; of no meaning but to people.</param>
    /// <param name="RequestKey">Of the form: sent twice, it is one load.</param>
    public sealed record Command(Unit Unit, ImportKind Kind, string FileName, byte[] Content, Guid RequestKey);

    public async Task<ErrorOr<Guid>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;
        if (!Enum.IsDefined(command.Kind))
            return Problem.At(nameof(command.Kind), "Chọn loại danh sách.");
        if (!LoadKinds.IsOpen(command.Kind, access.Scope, command.Unit))
            return Problem.NotFound();

        var tops = await LookAsync(command.Content, cancellationToken);
        if (tops.IsError)
            return tops.Errors;
        return await processes.OnceAsync(
            command.RequestKey,
            new ProcessStart(ProcessType.ListHandedIn, command.Unit),
            conflict: Problem.OldForm(),
            process => KeepAsync(process, command, tops.Value, cancellationToken),
            cancellationToken);
    }

    private async Task<ErrorOr<SheetTops>> LookAsync(byte[] content, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(content, writable: false);
        var opened = await sheets.OpenAsync(stream, SheetLimits.Web, cancellationToken);
        if (opened.IsError)
            return opened.Errors;
        // Few files are open at once, so no longer than it is read.
        using var file = opened.Value;
        return SheetTops.Read(file);
    }

    private async Task<ErrorOr<Guid>> KeepAsync(IProcess process, Command command, SheetTops tops, CancellationToken cancellationToken)
    {
        var (unit, kind, name, content, _) = command;
        // Of several at once each sees those before it.
        await db.WaitForTurnAsync(TurnAt(unit), cancellationToken);
        if (await OpenAsync(process, unit, cancellationToken) >= MostOpen)
            return Problem.At(SheetErrors.Field, TooManyOpen);
        var layouts = await db.ListLayouts.AsNoTracking().Where(l => l.UnitId == unit.Id && l.Kind == kind)
            .OrderByDescending(l => l.UsedAt).ToListAsync(cancellationToken);
        var remembered = tops.Propose(layouts);
        var id = Guid.CreateVersion7();
        db.ListLoads.Add(new ListLoad
        {
            Id = id,
            UnitId = unit.Id,
            Kind = kind,
            FileName = NameOf(name),
            FileHash = SHA256.HashData(content),
            StartedAt = process.At,
            StartedBy = access.Scope.UserId!.Value,
            StartedIn = process.Id,
            Reading = remembered ?? ListReading.Automatic,
            IsRemembered = remembered is not null,
            Rows = tops.Rows,
        });
        await db.SaveChangesAsync(cancellationToken);
        await files.KeepAsync(id, content, cancellationToken);
        process.Record(new ListHandedIn(id, kind, content.Length, tops.Rows));
        return id;
    }

    /// <summary>Lists of the last day that nobody has loaded: each keeps a whole file.</summary>
    private Task<int> OpenAsync(IProcess process, Unit unit, CancellationToken cancellationToken)
    {
        var since = process.At - TimeSpan.FromDays(1);
        return db.ListLoads.CountAsync(
            l => l.UnitId == unit.Id && l.State != LoadState.Committed && l.State != LoadState.Undone && l.StartedAt > since,
            cancellationToken);
    }

    /// <summary>Not the one in which roles are given there.</summary>
    private static long TurnAt(Unit unit) => ~Turn.Of(unit.Id);

    /// <summary>
    /// Browsers of old send a whole path. Marks that nobody sees turn a name round: what seems to be a list is a program.
    /// </summary>
    private static string NameOf(string sent)
    {
        var name = new string([.. sent[(sent.LastIndexOfAny(['/', '\\']) + 1)..].Where(IsSeen)]).Trim();
        if (name.Length > ImportPlan.FileNameLength)
            name = name[^ImportPlan.FileNameLength..];
        // Half of a letter is none.
        name = name.Length > 0 && char.IsLowSurrogate(name[0]) ? name[1..] : name;
        return name.Length == 0 ? "danh-sach" : name;
    }

    private static bool IsSeen(char c) => !char.IsControl(c) && char.GetUnicodeCategory(c) is not (
        UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
