using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Domain.Units;

namespace PartyNet.UnitTests.Access;

/// <summary>A scope that is copied with fewer grants.</summary>
public sealed class CopiedScopeTests
{
    [Fact]
    public void A_copy_with_other_grants_reaches_other_units_also_after_the_first_was_looked_at()
    {
        var (here, there) = (At("a"), At("b"));
        var both = new AccessScope { Grants = [here, there] };
        Assert.Equal([here.Path!.Value, there.Path!.Value], both.Roots);

        var one = both with { Grants = [there] };

        Assert.Equal([there.Path!.Value], one.Roots);
        Assert.Equal((there.Path!.Value, there.Path!.Value.RangeEnd), (one.From, one.To));
    }

    private static GrantedUnit At(string label)
    {
        var id = Guid.CreateVersion7();
        return new(
            Role.Secretary, id, Unit.Create(id, label, null, label, label, UnitKind.Branch, new DateOnly(2020, 1, 1)).Path);
    }
}
