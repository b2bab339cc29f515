using System.Diagnostics;

namespace PartyNet.LoadBench;

/// <summary>Times a piece of work that is done over and over.</summary>
internal static class Repeat
{
    /// <summary>The median of its times, after some that do not count.</summary>
    public static async Task<TimeSpan> MedianAsync(Func<Task> work, int times)
    {
        var took = new List<TimeSpan>();
        for (var i = -times / 10; i < times; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await work();
            if (i >= 0)
                took.Add(Stopwatch.GetElapsedTime(began));
        }

        took.Sort();
        return took[took.Count / 2];
    }
}
