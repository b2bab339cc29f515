using ErrorOr;
using PartyNet.Application.Members;
using PartyNet.Application.Protection;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Members;

public sealed class MyDataTests(TestDatabase database)
{
    [Fact]
    public async Task A_member_sees_their_record_with_the_numbers_of_papers_masked()
    {
        var world = await database.NewWorldAsync();
        var declarer = await Declarer.InAsync(
            world,
            shape: m =>
            {
                m.Born(new DateOnly(1958, 3, 2));
                m.Admitted(new DateOnly(1985, 5, 19), new DateOnly(1986, 5, 19));
                m.Hold("Tổ trưởng tổ đảng");
            }
        );
        await world.WriteAsync(
            ProcessType.MembersImported,
            (db, secrets) =>
            {
                var id = declarer.Member.Id;
                var member = db.Members.Single(m => m.Id == id);
                member.Seal(
                    secrets.Seal(SecretField.MemberCardNumber, id, "001058012345"),
                    null,
                    secrets.Seal(SecretField.MemberPhone, id, "+84912345678")
                );
                db.ResidenceLinks.Add(ResidenceLink.Create(member, "Chi bộ Khu phố 3", null));
            }
        );

        var facts = (await DataAsync(declarer)).Facts;

        Assert.Equal(("•••••••••345", null, "+84912345678"), (facts.CardNumber, facts.CitizenNumber, facts.Phone));
        Assert.Equal(
            (declarer.Member.FullName, "Chi bộ Khu 14", "Chi bộ Khu phố 3"),
            (facts.FullName, facts.BranchName, facts.ResidenceBranchName)
        );
        Assert.Equal(
            (new DateOnly(1958, 3, 2), new DateOnly(1985, 5, 19), new DateOnly(1986, 5, 19)),
            (facts.BirthDate, facts.JoinedOn, facts.OfficialOn)
        );
        Assert.Equal(("Tổ trưởng tổ đảng", declarer.Member.Code), (facts.Position, facts.Code));
    }

    [Fact]
    public async Task The_declaration_in_force_stands_apart_from_the_versions_after_it()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        await declarer.AddAsync("zalo", "0912345678");
        await declarer.SubmitAsync();
        Assert.Null((await DataAsync(declarer)).InForce);

        await declarer.ConfirmAsync();
        await declarer.AddAsync("tiktok", "@abc.vn");
        await declarer.SubmitAsync();
        await declarer.ReturnAsync((0, DefectField.WholeList, "Còn thiếu."));
        await declarer.AddAsync("youtube", "@abc");

        var data = await DataAsync(declarer);
        Assert.Equal((1, 1, true), (data.InForce!.Number, data.Accounts.Count, data.HasDraft));
        Assert.Equal(
            [(2, DeclarationStatus.Returned), (1, DeclarationStatus.Confirmed)],
            data.Declarations.Select(d => (d.Number, d.Status))
        );
    }

    [Fact]
    public async Task A_member_sees_nothing_of_a_neighbour()
    {
        var world = await database.NewWorldAsync();
        var neighbour = await Declarer.InAsync(world);
        await neighbour.AddAsync("zalo", "0912345678");
        await neighbour.SubmitAsync();
        var declarer = await Declarer.InAsync(world);

        var data = await DataAsync(declarer);

        Assert.Equal(declarer.Member.Code, data.Facts.Code);
        Assert.Empty(data.Declarations);
        Assert.False(data.HasDraft);
    }

    private static async Task<MyRecord> DataAsync(Declarer declarer) =>
        (await declarer.RunAsync<GetMyData, ErrorOr<MyRecord>>(get => get.HandleAsync(CancellationToken.None))).Value;
}
