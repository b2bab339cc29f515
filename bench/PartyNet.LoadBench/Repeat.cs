using System.Diagnostics;

namespace PartyNet.LoadBench;

/// <summary>Times a piece of work that is done over and over.</summary>
internal static class Repeat
{
    /// <summary>The median of its times, after some that do not count.</summary>
    public static Task<TimeSpan> MedianAsync(Func<Task> work, int times) => MedianAsync(() => Task.CompletedTask, work, times);

    /// <inheritdoc cref="MedianAsync(Func{Task}, int)"/>
    /// <param name="prepare">Before each time, not counted.</param>
    public static async Task<TimeSpan> MedianAsync(Func<Task> prepare, Func<Task> work, int times)
    {
        var took = new List<TimeSpan>();
        for (var i = -1 - times / 10; i < times; i++)
        {
            await prepare();
            var began = Stopwatch.GetTimestamp();
            await work();
            if (i >= 0)
                took.Add(Stopwatch.GetElapsedTime(began));
        }

        took.Sort();
        return took[took.Count / 2];
    }
}
