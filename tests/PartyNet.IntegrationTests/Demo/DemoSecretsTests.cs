using Npgsql;
using PartyNet.Application.Declarations;
using PartyNet.Application.Protection;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Infrastructure.Protection;

namespace PartyNet.IntegrationTests.Demo;

/// <summary>What is sealed in the demo, opened with its keys and read by the rules of the product.</summary>
[Collection(typeof(DemoCollection))]
public sealed class DemoSecretsTests(DemoDatabase demo)
{
    private readonly SecretBox _box = new(demo.Keys);

    [Fact]
    public async Task Numbers_of_members_open_have_the_form_of_real_ones_and_are_nobodys()
    {
        var cards = await OpenAsync(
            SecretField.MemberCardNumber,
            "select id, card_number from registry.members where card_number is not null"
        );
        var citizens = await OpenAsync(
            SecretField.MemberCitizenNumber,
            "select id, citizen_number from registry.members where citizen_number is not null"
        );
        var phones = await OpenAsync(SecretField.MemberPhone, "select id, phone from registry.members where phone is not null");

        Assert.True(cards.Count > 2_000 && citizens.Count > 2_000 && phones.Count > 2_000);
        Assert.All(
            citizens.Values,
            number =>
                Assert.True(CitizenNumber.TryParse(number, out _, out _) && number.StartsWith("000", StringComparison.Ordinal), number)
        );
        Assert.All(
            cards.Values,
            number => Assert.True(CardNumber.TryParse(number, out _, out _) && number.StartsWith("00", StringComparison.Ordinal), number)
        );
        Assert.All(
            phones.Values,
            number =>
                Assert.True(
                    VietnamesePhoneNumber.TryParse(number, out var phone, out _)
                        && phone is { HasKnownPrefix: true }
                        && phone.National.StartsWith("0590", StringComparison.Ordinal),
                    number
                )
        );
        Assert.Equal(citizens.Count, citizens.Values.Distinct().Count());
        Assert.Equal(phones.Count, phones.Values.Distinct().Count());

        await SameAsIndexedAsync(IndexedField.CardNumber, cards);
        await SameAsIndexedAsync(IndexedField.CitizenNumber, citizens);
        await SameAsIndexedAsync(IndexedField.Phone, phones);
    }

    [Fact]
    public async Task Accounts_open_and_stand_as_the_product_would_have_read_them()
    {
        var details = await OpenAsync(SecretField.AccountDetails, "select id, details from registry.declared_accounts");
        var rows = await RowsAsync(
            "select id, platform_code, kind, flags from registry.declared_accounts",
            row =>
                (Id: row.GetGuid(0), Platform: row.GetString(1), Kind: (AccountKind)row.GetInt16(2), Flags: (AccountFlags)row.GetInt32(3))
        );

        Assert.True(rows.Count > 4_000);
        var values = new Dictionary<Guid, string>();
        foreach (var (id, platform, kind, flags) in rows)
        {
            var stated = AccountDetails.Unpack(details[id]);
            var address = AccountAddress.Parse(platform, stated.Typed);
            Assert.Equal((address.Canonical, address.Kind, address.Flags), (stated.Canonical, kind, flags));
            values[id] = address.Identity!;
        }

        await SameAsIndexedAsync(IndexedField.Account, values);
    }

    [Fact]
    public async Task What_was_returned_tells_why_and_what_was_begun_goes_on()
    {
        var notes = await OpenAsync(SecretField.DefectNote, "select id, note from registry.defects");
        var drafts = await OpenAsync(SecretField.DraftContent, "select member_id, content from registry.declaration_drafts");

        Assert.All(notes.Values, note => Assert.InRange(note.Length, 10, Defect.NoteLength));
        Assert.True(notes.Count > 20 && drafts.Count > 5);
        Assert.All(drafts.Values, content =>
        {
            var draft = Draft.Unpack(content);
            Assert.NotEmpty(draft.Accounts);
            Assert.False(draft.Accounts[^1].IsComplete);
            Assert.All(draft.Accounts, account => Assert.True(account.Address.IsAccepted, account.Typed));
        });
    }

    private async Task<Dictionary<Guid, string>> OpenAsync(SecretField field, string sql)
    {
        var rows = await RowsAsync(sql, row => (Id: row.GetGuid(0), Sealed: row.GetFieldValue<byte[]>(1)));
        return rows.ToDictionary(row => row.Id, row => _box.Open(field, row.Id, row.Sealed).Text!);
    }

    private async Task SameAsIndexedAsync(IndexedField field, Dictionary<Guid, string> values)
    {
        var stored = await RowsAsync(
            $"select owner_id, key_version, digest from registry.blind_indexes where field = {(int)field}",
            row => (row.GetGuid(0), row.GetInt32(1), Convert.ToHexString(row.GetFieldValue<byte[]>(2)))
        );
        var expected = values.SelectMany(value =>
            _box.Index(field, value.Value).Select(index => (value.Key, index.KeyVersion, Convert.ToHexString(index.Digest)))
        );

        Assert.Equal(expected.Order(), stored.Order());
    }

    private async Task<List<T>> RowsAsync<T>(string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var connection = new NpgsqlConnection(demo.Database.AdminConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var list = new List<T>();
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            list.Add(read(rows));
        return list;
    }
}
