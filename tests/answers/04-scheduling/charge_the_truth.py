# %% Chooses with hindsight kind="wrong" points=0 says="choose them on the forecast"
def charge_the_truth(forecast, actual, hours, power_w, deadline_h):
    chosen = sorted(sorted(range(deadline_h), key=lambda h: actual[h])[:hours])
    promised, emitted = (power_w / 1000 * sum(s[h] for h in chosen) for s in (forecast, actual))
    return {"hours": chosen, "promised_g": promised, "emitted_g": emitted, "regret_g": 0.0}


# %% The regret against the promise kind="wrong" points=0 says="compares with the best choice, not with the promise"
def charge_the_truth(forecast, actual, hours, power_w, deadline_h):
    chosen = sorted(sorted(range(deadline_h), key=lambda h: forecast[h])[:hours])
    promised, emitted = (power_w / 1000 * sum(s[h] for h in chosen) for s in (forecast, actual))
    return {
        "hours": chosen,
        "promised_g": promised,
        "emitted_g": emitted,
        "regret_g": emitted - promised,
    }


# %% Watts for kilowatts kind="wrong" points=0 says="g/kWh needs kilowatts"
def charge_the_truth(forecast, actual, hours, power_w, deadline_h):
    def choose(series):
        return sorted(sorted(range(deadline_h), key=lambda h: series[h])[:hours])

    chosen = choose(forecast)
    emitted = power_w * sum(actual[h] for h in chosen)
    best = power_w * sum(actual[h] for h in choose(actual))
    return {
        "hours": chosen,
        "promised_g": power_w * sum(forecast[h] for h in chosen),
        "emitted_g": emitted,
        "regret_g": emitted - best,
    }


# %% Charged with the forecast kind="wrong" points=0 says="charged with what really happened, not with the forecast"
def charge_the_truth(forecast, actual, hours, power_w, deadline_h):
    chosen = sorted(sorted(range(deadline_h), key=lambda h: forecast[h])[:hours])
    promised = power_w / 1000 * sum(forecast[h] for h in chosen)
    return {"hours": chosen, "promised_g": promised, "emitted_g": promised, "regret_g": 0.0}


# %% The best choice ignores the deadline kind="wrong" points=2 says="charge_the_truth([220, 340, 180, 260, 150, 100]"
def charge_the_truth(forecast, actual, hours, power_w, deadline_h):
    chosen = sorted(sorted(range(deadline_h), key=lambda h: forecast[h])[:hours])
    kw = power_w / 1000
    emitted = kw * sum(actual[h] for h in chosen)
    return {
        "hours": chosen,
        "promised_g": kw * sum(forecast[h] for h in chosen),
        "emitted_g": emitted,
        "regret_g": emitted - kw * sum(sorted(actual)[:hours]),
    }


# %% The absolute difference as regret kind="wrong" points=0 says="charge_the_truth([300, 200, 250, 400]"
def charge_the_truth(forecast, actual, hours, power_w, deadline_h):
    chosen = sorted(sorted(range(deadline_h), key=lambda h: forecast[h])[:hours])
    kw = power_w / 1000
    regret = kw * sum(abs(actual[h] - forecast[h]) for h in chosen)
    return {
        "hours": chosen,
        "promised_g": kw * sum(forecast[h] for h in chosen),
        "emitted_g": kw * sum(actual[h] for h in chosen),
        "regret_g": regret,
    }


# %% Returns a tuple kind="wrong" points=0 says="Expected a dict"
def charge_the_truth(forecast, actual, hours, power_w, deadline_h):
    chosen = sorted(sorted(range(deadline_h), key=lambda h: forecast[h])[:hours])
    kw = power_w / 1000
    emitted = kw * sum(actual[h] for h in chosen)
    best = kw * sum(sorted(actual[:deadline_h])[:hours])
    return chosen, kw * sum(forecast[h] for h in chosen), emitted, emitted - best


# %% The best by sorting the values kind="right"
def charge_the_truth(forecast, actual, hours, power_w, deadline_h):
    pairs = sorted((value, hour) for hour, value in enumerate(forecast[:deadline_h]))[:hours]
    chosen = sorted(hour for _, hour in pairs)
    energy_kwh = power_w / 1000
    emitted = sum(energy_kwh * actual[hour] for hour in chosen)
    best = sum(energy_kwh * value for value in sorted(actual[:deadline_h])[:hours])
    return {
        "regret_g": max(0.0, emitted - best) if emitted - best > 1e-9 else 0.0,
        "emitted_g": emitted,
        "promised_g": sum(value * energy_kwh for value, _ in pairs),
        "hours": tuple(chosen),
    }


# %% With arrays kind="right"
import numpy as np


def charge_the_truth(forecast, actual, hours, power_w, deadline_h):
    planned, real = np.array(forecast)[:deadline_h], np.array(actual)[:deadline_h]
    chosen = np.sort(np.argsort(planned, kind="stable")[:hours])
    grams = real[chosen].sum() * power_w / 1000
    best = np.sort(real)[:hours].sum() * power_w / 1000
    return {
        "hours": chosen,
        "promised_g": planned[chosen].sum() * power_w / 1000,
        "emitted_g": grams,
        "regret_g": grams - best,
    }
