using ErrorOr;
using FluentValidation;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Declarations;

/// <summary>A field of the form that the reviewer may choose, with a note.</summary>
/// <param name="AccountId">Null where the note is about the list as a whole.</param>
/// <param name="Ticked">Whether the reviewer chose the field; a note on a field that was not chosen is a slip that the page asks
/// about.</param>
public sealed record DefectNote(Guid? AccountId, DefectField Field, bool Ticked, string? Note);

/// <summary>Event of a return.</summary>
public sealed record DeclarationReturned(Guid DeclarationId, int Number, int Version, int Defects);

internal sealed class ReturnDeclarationValidator : AbstractValidator<ReturnDeclaration.Command>
{
    public const string Unknown = "Mục đồng chí chọn không có trong bản kê khai này.";

    public ReturnDeclarationValidator()
    {
        RuleFor(c => c.Defects).Must(all => all.Any(d => d.Ticked)).WithMessage("Chọn ít nhất một mục cần sửa.");
        RuleForEach(c => c.Defects)
            .ChildRules(defect =>
            {
                defect
                    .RuleFor(d => d.Note)
                    .Must(note => VietnameseText.Normalize(note).Length > 0)
                    .WithMessage("Ghi rõ cần sửa gì ở mục này.")
                    .Must(note => VietnameseText.Normalize(note).Length <= Defect.NoteLength)
                    .WithMessage($"Nhận xét dài quá {Defect.NoteLength} ký tự; đề nghị ghi ngắn lại.")
                    .When(d => d.Ticked);
                defect
                    .RuleFor(d => d.Note)
                    .Must(note => VietnameseText.Normalize(note).Length == 0)
                    .WithMessage("Đồng chí đã ghi nhận xét nhưng chưa chọn mục này; chọn mục hoặc xóa nhận xét.")
                    .When(d => !d.Ticked);
                defect.RuleFor(d => d.Field).IsInEnum().WithMessage(Unknown);
                defect
                    .RuleFor(d => d.AccountId)
                    .Must((d, account) => account is null == (d.Field == DefectField.WholeList))
                    .WithMessage(Unknown);
            });
        RuleFor(c => c.Defects).Must(all => all.Select(d => (d.AccountId, d.Field)).Distinct().Count() == all.Count).WithMessage(Unknown);
    }
}

/// <summary>
/// Returns a declaration with everything that is to be put right, all at once and field by field. Errors: not found, forbidden (own, or
/// a secretary's at their branch), validation, conflict, also where an account cannot be read.
/// </summary>
public sealed class ReturnDeclaration(IPartyNetDb db, IProcesses processes, ISecrets secrets, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.Review);

    /// <param name="Version">The state the page showed: a decision on any other is a conflict.</param>
    public sealed record Command(Unit Unit, Guid DeclarationId, int Version, IReadOnlyList<DefectNote> Defects, Guid RequestKey);

    private static readonly ReturnDeclarationValidator Validator = new();

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;
        if (await Decisions.FindBranchAsync(db, command.Unit, command.DeclarationId, cancellationToken) is not { } branch)
            return Problem.NotFound();

        var returned = await processes.OnceAsync(
            command.RequestKey,
            new ProcessStart(ProcessType.DeclarationReturned, branch),
            conflict: Decisions.TooLate(),
            process => ReturnAsync(process, command, cancellationToken),
            cancellationToken);
        return Decisions.Answer(returned, command.DeclarationId);
    }

    private async Task<ErrorOr<Guid>> ReturnAsync(IProcess process, Command command, CancellationToken cancellationToken)
    {
        var (unit, id, version, defects, _) = command;
        var found = await Decisions.LoadAsync(db, access.Scope, unit, id, version, process.At, cancellationToken);
        if (found.IsError)
            return found.Errors;
        if (Validator.Validate(command) is { IsValid: false } invalid)
            return invalid.ToErrors();

        var (declaration, member) = found.Value;
        var accounts = await Decisions.ReadAccountsAsync(db, secrets, process, declaration, cancellationToken);
        if (accounts.IsError)
            return accounts.Errors;
        var ticked = defects.Where(d => d.Ticked).ToList();
        if (ticked.Any(d => d.AccountId is { } account && !accounts.Value.Contains(account)))
            return Problem.OutOfReach(nameof(command.Defects), ReturnDeclarationValidator.Unknown);

        db.Defects.AddRange(ticked.Select(d => Describe(declaration, d)));
        declaration.Return(access.Scope.UserId!.Value, process.At);
        member.Follow(declaration, process.At);

        await ReviewDrafts.ForgetAsync(db, access.Scope, declaration.Id, cancellationToken);
        process.Concern(member.Id, declaration.Id);
        process.Record(new DeclarationReturned(declaration.Id, declaration.Number, version, ticked.Count));
        return declaration.Id;
    }

    private Defect Describe(Declaration declaration, DefectNote note)
    {
        var id = Guid.CreateVersion7();
        return Defect.Create(
            id,
            declaration,
            note.AccountId,
            note.Field,
            secrets.Seal(SecretField.DefectNote, id, VietnameseText.Normalize(note.Note))
        );
    }
}
