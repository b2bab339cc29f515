using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Time.Testing;
using PartyNet.Web.Forms;

namespace PartyNet.Web.Tests.SignIn;

[Trait("Security", "S3")]
public sealed class CarriedFormTests
{
    private readonly EphemeralDataProtectionProvider _keys = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly SentForm _form = new(
        Guid.CreateVersion7(), "/Declarations/Address", null, "/ke-khai/tai-khoan/1?ve=kiem-tra",
        [new("Form.Address", "fb.com/á"), new("a", "")]);

    [Fact]
    public void Its_owner_gets_it_back_as_it_was()
    {
        var carried = new CarriedForms(_keys, _clock);

        var opened = carried.Open(carried.Seal(_form), _form.Owner)!;

        Assert.Equal(_form with { Fields = opened.Fields }, opened);
        Assert.Equal(_form.Fields, opened.Fields);
        Assert.Null(carried.Open(carried.Seal(_form), Guid.CreateVersion7()));
    }

    [Fact]
    public void It_is_kept_for_half_an_hour()
    {
        var carried = new CarriedForms(_keys, _clock);
        var seal = carried.Seal(_form);

        _clock.Advance(TimeSpan.FromMinutes(29));
        Assert.NotNull(carried.Open(seal, _form.Owner));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(carried.Open(seal, _form.Owner));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("CfDJ8AAAA")]
    [InlineData("không phải chữ của trang này")]
    public void What_this_site_has_not_sealed_is_nothing(string? seal)
    {
        Assert.Null(new CarriedForms(_keys, _clock).Open(seal, _form.Owner));
        Assert.Null(new FormOwner(_keys).Open(seal));
        var elsewhere = new CarriedForms(new EphemeralDataProtectionProvider(), _clock);
        Assert.Null(new CarriedForms(_keys, _clock).Open(elsewhere.Seal(_form), _form.Owner));
        // A seal for one purpose is none for another.
        Assert.Null(new FormOwner(_keys).Open(new CarriedForms(_keys, _clock).Seal(_form)));
        Assert.Equal(_form.Owner, new FormOwner(_keys).Open(new FormOwner(_keys).Seal(_form.Owner)));
    }
}
