using PartyNet.Domain.Units;

namespace PartyNet.UnitTests.Units;

public sealed class UnitPathLabelTests
{
    [Fact]
    public void Labels_sort_as_their_serial_numbers_do()
    {
        long[] serials = [0, 1, 9, 10, 35, 36, 37, 1_295, 1_296, 46_655, 46_656, 5_600_000, long.MaxValue];

        var labels = serials.Select(UnitPath.Label).ToList();

        Assert.Equal(labels, labels.Order(StringComparer.Ordinal));
        Assert.Equal(serials.Length, labels.Distinct().Count());
    }

    [Fact]
    public void A_label_can_stand_in_a_path()
    {
        var path = UnitPath.Root(UnitPath.Label(long.MaxValue)).Child(UnitPath.Label(0));

        Assert.Equal(path, UnitPath.Parse(path.Value));
    }
}
