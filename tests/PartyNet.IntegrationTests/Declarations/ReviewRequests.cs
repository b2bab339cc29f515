using ErrorOr;
using Microsoft.Extensions.DependencyInjection;
using PartyNet.Application;
using PartyNet.Application.Declarations;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Units;

namespace PartyNet.IntegrationTests.Declarations;

/// <summary>What a reviewer's pages ask for, each in a request of its own.</summary>
internal static class ReviewRequests
{
    public static Task<ErrorOr<ReviewQueue>> QueueAsync(
        this ReviewWorld world,
        Caller caller,
        Unit unit,
        bool everything = false,
        PageCursor? cursor = null,
        Guid? justDecided = null,
        string? search = null
    ) =>
        world.AsAsync(
            caller,
            s => s.GetRequiredService<ListReviewQueue>().HandleAsync(
                new ListReviewQueue.Query(unit, everything, cursor, justDecided, search), TestContext.Current.CancellationToken)
        );

    public static Task<ErrorOr<DeclarationUnderReview>> OpenAsync(this ReviewWorld world, Caller caller, Unit unit, Guid declaration) =>
        world.AsAsync(caller, s => s.GetRequiredService<GetDeclarationForReview>()
            .HandleAsync(new GetDeclarationForReview.Query(unit, declaration), TestContext.Current.CancellationToken));

    public static Task<ErrorOr<Success>> ConfirmAsync(
        this ReviewWorld world,
        Caller caller,
        Unit unit,
        Declaration declaration,
        int? version = null,
        Guid? key = null,
        params IReadOnlyList<CheckedRemark> ticked) =>
        world.AsAsync(caller, s => s.GetRequiredService<ConfirmDeclaration>().HandleAsync(
            new ConfirmDeclaration.Command(unit, declaration.Id, version ?? declaration.Version, key ?? Guid.CreateVersion7(), ticked),
            TestContext.Current.CancellationToken));

    public static Task<ErrorOr<UnchangedList>> UnchangedAsync(
        this ReviewWorld world, Caller caller, Unit unit, DateTimeOffset? since = null) =>
        world.AsAsync(caller, s => s.GetRequiredService<ListUnchanged>()
            .HandleAsync(new ListUnchanged.Query(unit, since), TestContext.Current.CancellationToken));

    public static Task<ErrorOr<ConfirmedTogether>> ConfirmTogetherAsync(
        this ReviewWorld world, Caller caller, Unit unit, Guid key, params IEnumerable<Declaration> declarations) =>
        world.AsAsync(caller, s => s.GetRequiredService<ConfirmUnchanged>().HandleAsync(
            new ConfirmUnchanged.Command(unit, [.. declarations.Select(d => new SeenDeclaration(d.Id, d.Version))], key),
            TestContext.Current.CancellationToken));

    public static Task<ErrorOr<Success>> WithdrawAsync(
        this ReviewWorld world,
        Caller caller,
        Unit unit,
        Declaration declaration,
        WithdrawalReason? reason = WithdrawalReason.ByMistake,
        Guid? key = null) =>
        world.AsAsync(caller, s => s.GetRequiredService<WithdrawConfirmation>().HandleAsync(
            new WithdrawConfirmation.Command(unit, declaration.Id, declaration.Version, reason, key ?? Guid.CreateVersion7()),
            TestContext.Current.CancellationToken));

    public static Task<ErrorOr<Success>> ReturnAsync(
        this ReviewWorld world,
        Caller caller,
        Unit unit,
        Declaration declaration,
        IReadOnlyList<DefectNote>? defects = null,
        int? version = null,
        Guid? key = null
    ) =>
        world.AsAsync(
            caller,
            s =>
                s.GetRequiredService<ReturnDeclaration>()
                    .HandleAsync(
                        new ReturnDeclaration.Command(
                            unit,
                            declaration.Id,
                            version ?? declaration.Version,
                            defects ?? [new DefectNote(null, DefectField.WholeList, true, "Thiếu tài khoản Facebook.")],
                            key ?? Guid.CreateVersion7()
                        ),
                        TestContext.Current.CancellationToken
                    )
        );

    public static ErrorType? Refusal<T>(this ErrorOr<T> answer) => answer.IsError ? answer.FirstError.Type : null;
}
