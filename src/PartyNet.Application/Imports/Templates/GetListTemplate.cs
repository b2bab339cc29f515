using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Access;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports.Templates;

/// <summary>The workbook that one kind of list is filled in on.</summary>
public sealed class GetListTemplate(IPartyNetDb db, ISheetWriter sheets, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.LoadLists);

    public sealed record Query(Unit Unit, ImportKind Kind);

    public async Task<ErrorOr<TemplateFile>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;

        var kinds = await KindsAsync(cancellationToken);
        var template = query.Kind switch
        {
            ImportKind.Units => ListTemplates.Units(kinds),
            ImportKind.Members => ListTemplates.Members,
            ImportKind.Roles => ListTemplates.Roles,
            ImportKind.Accounts => ListTemplates.Accounts,
        };
        return new TemplateFile(template.FileName, (output, stop) => sheets.WriteBookAsync(output, template.Sheets, stop));
    }

    private async Task<IReadOnlyList<string>> KindsAsync(CancellationToken cancellationToken)
    {
        await using var read = await db.BeginReadAsync(cancellationToken);
        return await db.UnitKinds.Where(kind => kind.IsActive).OrderBy(kind => kind.Position).Select(kind => kind.Name)
            .ToListAsync(cancellationToken);
    }
}

/// <summary>A template on its way to whoever asked for it.</summary>
public sealed record TemplateFile(string FileName, Func<Stream, CancellationToken, Task> WriteAsync);
