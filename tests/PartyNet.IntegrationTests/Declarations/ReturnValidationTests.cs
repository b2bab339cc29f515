using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Declarations;
using PartyNet.Domain.Declarations;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Declarations;

public sealed class ReturnValidationTests(TestDatabase database)
{
    [Fact]
    public async Task Every_problem_of_a_return_is_said_at_its_field_and_nothing_is_written()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var declaration = await world.SubmitAsync(
            await world.AddMemberAsync(world.Branch, "Trần Thị Bình"),
            new TypedAccount("zalo", "0912345678")
        );
        var account = await AccountAsync(world, declaration);

        var answer = await world.ReturnAsync(world.Secretary, world.Branch, declaration,
        [
            new(account, DefectField.Address, true, " \u200b\0 "),
            new(account, DefectField.DisplayName, false, "Ghi rồi mà quên chọn."),
            new(account, DefectField.Use, true, new string('a', Defect.NoteLength + 1)),
            new(null, DefectField.WholeList, true, new string('b', 1_000_000)),
        ]);

        Assert.Equal(["Defects[0].Note", "Defects[1].Note", "Defects[2].Note", "Defects[3].Note"], answer.Errors.Select(e => e.Code));
        Assert.All(answer.Errors, e => Assert.Equal(ErrorType.Validation, e.Type));
        Assert.Equal(DeclarationStatus.Submitted, (await world.FindAsync(declaration.Id)).Status);
        Assert.Equal(
            0,
            await world.ReadAsync(db =>
                db.Defects.CountAsync(d => d.DeclarationId == declaration.Id, TestContext.Current.CancellationToken)
            )
        );
    }

    [Fact]
    public async Task A_return_without_a_defect_is_none()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var declaration = await world.SubmitAsync(
            await world.AddMemberAsync(world.Branch, "Trần Thị Bình"),
            new TypedAccount("zalo", "0912345678")
        );

        foreach (var defects in new IReadOnlyList<DefectNote>[] { [], [new(null, DefectField.WholeList, false, "")] })
            Assert.Equal(
                "Defects",
                Assert.Single((await world.ReturnAsync(world.Secretary, world.Branch, declaration, defects)).Errors).Code
            );
    }

    [Fact]
    public async Task A_note_of_the_greatest_length_with_markup_and_quotes_comes_back_as_it_was_typed()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var declaration = await world.SubmitAsync(
            await world.AddMemberAsync(world.Branch, "Trần Thị Bình"),
            new TypedAccount("zalo", "0912345678")
        );
        var note = "<script>alert('x')</script> \"><img src=x onerror=alert(1)> '; drop table members; -- ".PadRight(
            Defect.NoteLength,
            'ơ'
        );

        Assert.Null(
            (await world.ReturnAsync(world.Secretary, world.Branch, declaration, [new(null, DefectField.WholeList, true, note)])).Refusal()
        );

        var opened = (await world.OpenAsync(world.Secretary, world.Branch, declaration.Id)).Value;
        Assert.Equal(note, Assert.Single(opened.Defects).Note);
    }

    [Fact]
    public async Task Fields_that_the_page_never_offers_are_refused()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var declaration = await world.SubmitAsync(
            await world.AddMemberAsync(world.Branch, "Trần Thị Bình"),
            new TypedAccount("zalo", "0912345678")
        );
        var foreign = await world.SubmitAsync(
            await world.AddMemberAsync(world.Branch, "Trần Văn Cường"),
            new TypedAccount("zalo", "0912345679")
        );
        var account = await AccountAsync(world, declaration);
        IReadOnlyList<DefectNote>[] tampered =
        [
            [new(await AccountAsync(world, foreign), DefectField.Address, true, "x")],
            [new(Guid.CreateVersion7(), DefectField.Address, true, "x")],
            [new(null, DefectField.Address, true, "x")],
            [new(account, DefectField.WholeList, true, "x")],
            [new(account, (DefectField)99, true, "x")],
            [new(account, DefectField.Address, true, "x"), new(account, DefectField.Address, true, "y")],
        ];

        foreach (var defects in tampered)
            Assert.Equal(ErrorType.Validation, (await world.ReturnAsync(world.Secretary, world.Branch, declaration, defects)).Refusal());

        Assert.Equal(DeclarationStatus.Submitted, (await world.FindAsync(declaration.Id)).Status);
    }

    private static Task<Guid> AccountAsync(ReviewWorld world, Declaration declaration) =>
        world.ReadAsync(db =>
            db.DeclaredAccounts.Where(a => a.DeclarationId == declaration.Id)
                .Select(a => a.Id)
                .SingleAsync(TestContext.Current.CancellationToken)
        );
}
